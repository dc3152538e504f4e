// How names of suppliers meet: folding, legal forms, and names that two suppliers share.
import SpendModel
import Testing

struct SupplierNameTests {
  private func supplier(_ id: String, _ name: String, _ aliases: String...) -> Supplier {
    var supplier = Supplier()
    supplier.id = id
    supplier.name = name
    supplier.aliases = aliases
    return supplier
  }

  @Test(
    "A name is folded in one way",
    arguments: [
      ("Molino Viejo, S. A.", "molino viejo sa", "molino viejo"),
      ("MOLINO VIEJO SA", "molino viejo sa", "molino viejo"),
      ("Café Ñandú Ltda.", "cafe nandu ltda", "cafe nandu"), ("Viña Sur SpA", "vina sur spa", "vina sur"),
      ("Hill Farm Co-op", "hill farm coop", "hill farm"), ("Hill Farm Coop.", "hill farm coop", "hill farm"),
      ("Smith & Sons, Inc.", "smith sons inc", "smith sons"), ("Mühle GmbH & Co. KG", "muhle gmbh co kg", "muhle"),
      ("SCA Les Trois Rivières", "sca les trois rivieres", "les trois rivieres"),
      ("La Huerta S. Coop.", "la huerta s coop", "la huerta"),
      ("Tortillas del Norte S.A. de C.V.", "tortillas del norte sa de cv", "tortillas del norte"),
      ("  Hill   Farm\t", "hill farm", "hill farm"), ("S.A.", "sa", "sa"), ("Co.", "co", "co"), ("…", "", ""),
      ("", "", ""),
    ])
  func folding(_ text: String, _ folded: String, _ core: String) {
    #expect(SupplierName.fold(text) == folded)
    #expect(SupplierName.core(text) == core)
  }

  @Test("A legal form inside a name stays")
  func inside() {
    #expect(SupplierName.core("Sal SA del Mar") == "sal sa del mar")
    #expect(SupplierName.core("Coop Danmark") == "coop danmark")
  }

  @Test("An export's text means a supplier by id, name or alias, with or without its legal form")
  func meaning() {
    let names = SupplierNames([supplier("S1", "Hill Farm LLC", "La Colina"), supplier("S2", "The Old Mill")])
    for text in ["S1", "s1", "HILL FARM, L.L.C.", "Hill-Farm", "hill farm inc", "la colina s.l."] {
      #expect(names.meaning(of: text) == .one("S1"), "\(text)")
    }
    #expect(names.meaning(of: "Hill") == .none)
    #expect(names.meaning(of: "") == .none)
    #expect(names.meaning(of: ".") == .none)
  }

  @Test("A name of two suppliers means neither, unless the legal form tells them apart")
  func shared() {
    let names = SupplierNames([
      supplier("A", "Hill Farm LLC"), supplier("B", "Hill Farm Inc."), supplier("C", "Mill"), supplier("D", "MILL"),
    ])
    #expect(names.meaning(of: "Hill Farm Inc") == .one("B"))
    #expect(names.meaning(of: "Hill Farm") == .several(["A", "B"]))
    #expect(names.meaning(of: "Hill Farm Ltd") == .several(["A", "B"]))
    #expect(names.meaning(of: "mill") == .several(["C", "D"]))
    #expect(names.shared.map(\.name) == ["hill farm", "mill"])
    #expect(names.shared.map(\.isWithoutForm) == [true, false])
  }

  @Test("Dated rows of one supplier share no name")
  func dated() {
    let names = SupplierNames([supplier("A", "Hill Farm LLC"), supplier("A", "Hill Farm LLC")])
    #expect(names.meaning(of: "Hill Farm") == .one("A"))
    #expect(names.shared.isEmpty)
  }
}

struct FoldedTextTests {
  @Test(
    "A text of ASCII alone is folded as it is beside a letter with an accent",
    arguments: ["Dept_No.", "  a  b", "A-B", "x", "", "--", "UPC#", "it's 5:30", "Q\u{1}z", "[Brand]", "a_"])
  func ascii(_ text: String) {
    let folded = FoldedText.fold(text)
    let isApart = FoldedText.fold("x" + text).hasPrefix("x ")
    #expect(FoldedText.fold("é" + text) == (folded.isEmpty ? "e" : (isApart ? "e " : "e") + folded))
    #expect(SupplierName.words(text + " Ñandú") == SupplierName.words(text + " Nandu"))
  }
}
