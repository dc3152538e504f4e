// The words of the questionnaire, by language. A further language is one more value in `all`.
internal import SpendModel

struct QuestionnaireTexts: Sendable {
  let ourCoop, title, greeting, greetingWithoutSpend, standing, provedHeading, until: String
  let missingHeading, missingIntroduction, nothingMissing, barred, level, checked, link: String
  let publishHeading, publishSteps, depends, closing: String
  let classes: [SpendClass: String]

  static let all: [String: QuestionnaireTexts] = ["en": english, "es": spanish]

  private static let english = QuestionnaireTexts(
    ourCoop: "our co-op", title: "Questions to {supplier}",
    greeting: "{coop} looks at where the money of its members goes. From {from} to {to} they bought goods of yours for "
      + "{amount}, {share} % of everything that they bought. We would like to know, and to show them, how your company works.",
    greetingWithoutSpend:
      "{coop} looks at where the money of its members goes. We would like to know, and to show them, "
      + "how your company works.",
    standing:
      "We go by published evidence only (method {method}). Each company sets its own limits; what counts is that they "
      + "are published. On {day} your company counts as: **{class}**. Unrated means that we do not know, not that it is bad.",
    provedHeading: "What we could look up", until: " (counts until {day})",
    missingHeading: "What is missing",
    missingIntroduction: "With these proofs your company would count as generative:",
    nothingMissing: "Nothing: your company's evidence is complete. Please keep it current.",
    barred:
      "A flag stands against your company; while it stands, no further proof changes the class. Please write to us.",
    level: "Level", checked: "(a second person or a register has to confirm it)", link: "Link to where it is published",
    publishHeading: "How to publish it",
    publishSteps: """
      1. Put each answer on a public web page that needs no login, with its date.
      2. Put one small file named `generative-disclosure.yaml` at the top of your web site; below is what it looks like. \
      Leave out what you do not publish.
      3. Send us the link. We look the evidence up, record its day, and ask again before it expires.
      """,
    depends: "What depends on it: {share} % of everything that our members buy could count as proved.",
    closing: "You may answer in part, and you may object: your reply is kept with the rating. Thank you, {coop}",
    classes: [
      .generative: "generative", .transitional: "transitional", .extractive: "extractive", .unrated: "unrated",
    ])

  private static let spanish = QuestionnaireTexts(
    ourCoop: "nuestra cooperativa", title: "Preguntas para {supplier}",
    greeting:
      "{coop} mira adónde va el dinero de sus socios. Entre {from} y {to} compraron productos suyos por {amount}, el "
      + "{share} % de todo lo que compraron. Queremos saber, y mostrarles, cómo trabaja su empresa.",
    greetingWithoutSpend:
      "{coop} mira adónde va el dinero de sus socios. Queremos saber, y mostrarles, cómo trabaja su empresa.",
    standing:
      "Nos basamos solo en pruebas publicadas (método {method}). Cada empresa fija sus propios límites; lo que cuenta es "
      + "que estén publicados. El {day} su empresa figura como: **{class}**. Sin calificar significa que no lo sabemos, no que sea mala.",
    provedHeading: "Lo que pudimos consultar", until: " (vale hasta el {day})",
    missingHeading: "Lo que falta",
    missingIntroduction: "Con estas pruebas su empresa figuraría como generativa:",
    nothingMissing: "Nada: las pruebas de su empresa están completas. Le pedimos mantenerlas al día.",
    barred:
      "Hay una señal en contra de su empresa; mientras siga, ninguna otra prueba cambia la clase. Por favor, escríbanos.",
    level: "Nivel", checked: "(debe confirmarlo una segunda persona o un registro)",
    link: "Enlace donde está publicado",
    publishHeading: "Cómo publicarlo",
    publishSteps: """
      1. Ponga cada respuesta en una página web pública que no pida registro, con su fecha.
      2. Ponga un pequeño archivo llamado `generative-disclosure.yaml` en la raíz de su sitio web; abajo se ve cómo es. \
      Deje fuera lo que no publique.
      3. Envíenos el enlace. Consultamos la prueba, anotamos su día y volvemos a preguntar antes de que caduque.
      """,
    depends:
      "Lo que depende de ello: el {share} % de todo lo que compran nuestros socios podría contar como demostrado.",
    closing:
      "Puede responder en parte y puede objetar: su respuesta se guarda junto a la calificación. Gracias, {coop}",
    classes: [
      .generative: "generativa", .transitional: "en transición", .extractive: "extractiva", .unrated: "sin calificar",
    ])
}
