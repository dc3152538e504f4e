// Exports of programs that no format describes, in the shapes that such programs write: what `generic` counts of them, or
// why it refuses. Each shape stands for a class of exports that was once read wrong or not at all.
import DataFiles
import Delimited
import SpendModel
import Testing

@testable import Ingestion

/// One export; `amount` is what was sold in minor units, nil where the file must be refused.
struct ForeignExport: Sendable, CustomTestStringConvertible {
  var name: String
  var currency = "EUR"
  var encoding = TextEncoding.utf8
  var tax = "included"
  var text: String
  var amount: Int64?
  /// In a warning or in the refusal.
  var says = ""
  var testDescription: String { name }

  func draft() throws -> ExportDraft {
    var context = ReadingContext(currency: try #require(Currency(code: currency)))
    context.tax = tax
    var options = ReadingOptions()
    options.maxRejects = .lines(1)
    let recogniser = try Recogniser(formats: try FormatSamples.formats(), context: context)
    let bytes = try #require(encoding.encode(text))
    return try ExportReader(recogniser: recogniser, options: options)
      .draft(of: ExportFile(path: "till.csv", content: bytes))
  }
}

private let exports: [ForeignExport] = [
  // MARK: Languages
  ForeignExport(
    name: "German, net and gross",
    text:
      "Datum;Belegnummer;Artikel;Menge;Netto;USt-Satz;USt-Betrag;Brutto\n03.06.2026;R1;Limo;10;8,40;19;1,60;10,00\n18.06.2026;R2;Wasser;5;4,20;19;0,80;5,00\n",
    amount: 1500),
  ForeignExport(
    name: "German, net and gross, in a workspace without tax", tax: "excluded",
    text:
      "Datum;Belegnummer;Artikel;Menge;Netto;USt-Satz;USt-Betrag;Brutto\n03.06.2026;R1;Limo;10;8,40;19;1,60;10,00\n18.06.2026;R2;Wasser;5;4,20;19;0,80;5,00\n",
    amount: 1260),
  ForeignExport(
    name: "Portuguese, with the receipt's total beside the item's", currency: "BRL",
    text:
      "cupom;data_hora;caixa;codigo_produto;descricao_produto;quantidade;valor_unitario;valor_total_item;valor_total_cupom\nC1;13/01/2026 07:41:51;2;7;PAO KG;2,640;17,38;45,88;202,09\nC1;13/01/2026 07:41:51;2;8;LEITE;1,000;156,21;156,21;202,09\nC2;14/01/2026 07:45:00;1;8;LEITE;-2,000;5,00;-10,00;-10,00\n",
    amount: 19209),
  ForeignExport(
    name: "Italian", encoding: .windows1252,
    text:
      "ID Ordine;Data;Bottega;Codice Articolo;Quantità;Prezzo Unitario;Totale Riga\n7;13/2/2026;Nord;P1;2;3,20;6,40\n8;14/2/2026;Nord;L1;1;1,50;1,50\n",
    amount: 790),
  ForeignExport(
    name: "Dutch",
    text: "Datum;Bonnr;Artikel;Aantal;Prijs;Bedrag\n13-02-2026;1;Brood;2;3,20;6,40\n14-02-2026;2;Melk;1;1,50;1,50\n",
    amount: 790),
  ForeignExport(
    name: "Indonesian, in rupiah", currency: "IDR",
    text:
      "Tanggal,No Struk,Produk,Jumlah,Harga,Total\n13/02/2026,S1,Beras,2,\"Rp 12.500\",\"Rp 25.000\"\n14/02/2026,S2,Gula,1,\"Rp 1.250.000\",\"Rp 1.250.000\"\n",
    amount: 127_500_000),
  ForeignExport(
    name: "French, months by name in single bytes", encoding: .windows1252,
    text: "Date;Ticket;Article;Qté;Montant\n3 févr. 2026;1;Pain;2;6,40\n1 août 2026;2;Café;1;1,50\n", amount: 790),
  // MARK: Rows that are no sales
  ForeignExport(
    name: "Titles, a repeated header and a sum below, in single bytes", encoding: .windows1252,
    text:
      "Export caisse;;;;;;\n;;;;;;\nN° ticket;Date;Article;Catégorie;Qté;Prix unitaire;Montant\nT1;03/11/2026;BOÎTE;Maison;2;52,43;104,86\nN° ticket;Date;Article;Catégorie;Qté;Prix unitaire;Montant\nT2;19/11/2026;Bol;Maison;3;2,00;6,00\n;;;;;Total;110,86\n",
    amount: 11086),
  ForeignExport(
    name: "Sums for each day, without a day of their own",
    text:
      "Date,Receipt,Item,Qty,Amount\n2026-02-13,1,Bread,2,6.40\n,,Subtotal 2026-02-13,2,6.40\n2026-02-14,2,Milk,1,1.50\n,,Subtotal 2026-02-14,1,1.50\n,,Total,3,7.90\n",
    amount: 790),
  ForeignExport(
    name: "Sums for each day, with the day",
    text:
      "Date,Item,Qty,Amount\n2026-02-13,Bread,2,6.40\n2026-02-13,TOTAL 2026-02-13,2,6.40\n2026-02-14,Milk,1,1.50\n2026-02-14,TOTAL 2026-02-14,1,1.50\n",
    amount: 790),
  ForeignExport(
    name: "A product that is named like a sum",
    text: "Date,Item,Qty,Amount\n2026-02-13,Bread,2,6.40\n2026-02-13,Total Cereal,1,4.00\n", amount: 1040,
    says: "named like sums"),
  ForeignExport(
    name: "Cancelled lines, by a word with an accent in single bytes", encoding: .windows1252,
    text: "Date;Ticket;Article;Qté;Montant;Statut\n13/02/2026;1;Pain;2;6,40;\n14/02/2026;2;Café;1;1,50;Annulée\n",
    amount: 640),
  ForeignExport(
    name: "Cancelled lines, by a mark",
    text: "Date,Receipt,Item,Qty,Amount,Voided\n2026-02-13,1,Bread,2,6.40,0\n2026-02-14,2,Milk,1,1.50,1\n", amount: 640),
  ForeignExport(
    name: "Other states are counted, and it is said",
    text: "Date,Order,Item,Qty,Amount,Status\n2026-02-13,1,Bread,2,6.40,Delivered\n2026-02-14,2,Milk,1,1.50,Refunded\n",
    amount: 790, says: "Delivered, Refunded"),
  ForeignExport(
    name: "Rows that name a group",
    text:
      "Date,Item,Qty,Amount\nBakery,,,\n2026-02-13,Bread,2,6.40\n,,Subtotal,6.40\nDairy,,,\n2026-02-14,Milk,1,1.50\n,,Subtotal,1.50\n",
    amount: 790),
  ForeignExport(
    name: "Receipts with a row for their head and one for their payment", currency: "USD",
    text:
      "Date,Receipt Number,Line Type,Quantity,Total,Sku,Item\n2026-02-13,100,Sale,3,7.90,,\n2026-02-13,100,Sale Line,2,6.40,B1,Bread\n2026-02-13,100,Sale Line,1,1.50,M1,Milk\n2026-02-13,100,Payment,,7.90,,\n",
    says: "names no product"),
  ForeignExport(
    name: "Names of fields as programs write them", currency: "GBP",
    text:
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice\n536365,85123A,HEART,6,12/13/2010 8:26,2.55\nC536366,85123A,HEART,-2,12/14/2010 9:00,2.55\n",
    amount: 1020, says: "price times quantity"),
  ForeignExport(
    name: "Days with their day of the week", currency: "USD",
    text: "Date,Receipt,Item,Qty,Amount\n\"Fri, Feb 13, 2026\",1,Bread,2,6.40\n\"Sat, Feb 14, 2026\",2,Milk,1,1.50\n",
    amount: 790),
  // MARK: Returns
  ForeignExport(
    name: "Returns by a word, written without a sign", currency: "USD",
    text: "Date,Receipt,Type,Item,Qty,Amount\n2026-02-13,1,Sale,Bread,2,6.40\n2026-02-14,2,Return,Bread,1,3.20\n",
    amount: 320),
  ForeignExport(
    name: "Returns by a word, written with a sign", currency: "USD",
    text: "Date,Receipt,Type,Item,Qty,Amount\n2026-02-13,1,Sale,Bread,2,6.40\n2026-02-14,2,Return,Bread,-1,-3.20\n",
    amount: 320),
  ForeignExport(
    name: "Returns by a word in single bytes", encoding: .windows1252,
    text:
      "Fecha;Ticket;Tipo;Producto;Cantidad;Importe\n13/02/2026;1;Venta;Pan;2;6,40\n14/02/2026;2;Devolución;Pan;1;3,20\n",
    amount: 320),
  ForeignExport(
    name: "A negative quantity beside an amount without a sign", currency: "USD",
    text: "Date,Receipt,Item,Qty,Amount\n2026-02-13,1,Bread,2,6.40\n2026-02-14,2,Bread,-1,3.20\n", amount: 960,
    says: "negative quantity"),
  // MARK: Which column is the amount
  ForeignExport(
    name: "A total that is the receipt's, beside the line's own",
    text:
      "Fecha,Ticket,Producto,Cantidad,Precio Unitario,Subtotal,Total\n13/02/2026,1,Pan,2,3.20,6.40,7.90\n13/02/2026,1,Leche,1,1.50,1.50,7.90\n14/02/2026,2,Arroz,1,2.00,2.00,2.00\n",
    amount: 990, says: "the receipt's total"),
  ForeignExport(
    name: "A total that is the receipt's, beside price and quantity",
    text:
      "Data;Scontrino;Articolo;Quantità;Prezzo unitario;Totale\n13/02/2026;1;Pane;2;3,20;7,90\n13/02/2026;1;Latte;1;1,50;7,90\n",
    amount: 790, says: "price times quantity"),
  ForeignExport(
    name: "A total that is the receipt's, and nothing else",
    text:
      "Date,Receipt,Item,Total\n2026-02-13,1,Bread,7.90\n2026-02-13,1,Milk,7.90\n2026-02-13,2,Rice,4.00\n2026-02-13,2,Salt,4.00\n2026-02-14,3,Tea,9.00\n2026-02-14,3,Oil,9.00\n",
    says: "holds the receipt's total"),
  ForeignExport(
    name: "Equal lines of a receipt are no receipt's total",
    text:
      "Date,Receipt,Item,Qty,Price,Total\n2026-02-13,1,Bread,1,3.20,3.20\n2026-02-13,1,Bread,1,3.20,3.20\n2026-02-14,2,Cake,2,1.60,3.20\n2026-02-14,2,Bun,4,0.80,3.20\n",
    amount: 1280),
  ForeignExport(
    name: "Equal lines with a discount are no receipt's total either",
    text:
      "Date,Receipt,Item,Qty,Price,Discount,Total\n"
      + "2026-02-13,1,Bread,1,3.20,0.32,2.88\n2026-02-13,1,Bread,1,3.20,0.32,2.88\n",
    amount: 576),
  ForeignExport(
    name: "Rates in the column of the tax", tax: "included",
    text: "Date,Receipt,Item,Qty,Total excl tax,VAT\n2026-02-13,1,Bread,2,6.40,21\n2026-02-14,2,Milk,1,1.50,21\n",
    says: "tax excluded"),
  ForeignExport(
    name: "A discount in per cent, and no amount",
    text: "Date,Ticket,Article,Qté,Prix unitaire,Remise (%)\n2026-12-01,1,Bol,2,5.00,10\n", says: "cannot be told"),
  // MARK: Currencies
  ForeignExport(
    name: "The currency in the header", currency: "BDT",
    text:
      "SALES\nSale ID,Date,Product Name,Quantity Sold,Unit Price (BDT),Total Amount (BDT)\n1,2026-02-13,Rice,2,60,120\n2,2026-02-14,Salt,1,30,30\n",
    amount: 15000),
  ForeignExport(
    name: "Another currency in the header",
    text: "Sale ID,Date,Product Name,Quantity,Total Amount (BDT)\n1,2026-02-13,Rice,2,120\n", says: "another currency"),
  ForeignExport(
    name: "Another currency beside one amount",
    text:
      "Date,Order ID,Product,Quantity,Amount\n2026-02-13,1,Bread,2,€6.40\n2026-02-13,2,Soap,1,$9.00\n2026-02-14,3,Milk,1,€1.50\n",
    amount: 790),
  ForeignExport(
    name: "Pesos are written with the sign of dollars", currency: "MXN",
    text:
      "Fecha,Folio,Artículo,Cantidad,Importe\n13/02/2026 10:00 a. m.,1,Pan,2,$6.00\n14/02/2026 08:05 p. m.,2,Leche,1,\"$1,050.00\"\n",
    amount: 105_600),
  // MARK: Several tables
  ForeignExport(
    name: "A table of receipts above the table of lines",
    text:
      "BonNr;Tag;Betrag\n1;2026-06-17;7,50\n2;2026-06-17;3,00\n\nBonNr;Datum;Artikel;Menge;Einzelpreis;Summe\n1;2026-06-17;Wurst;2;3,00;6,00\n1;2026-06-17;Wasser;1;1,50;1,50\n2;2026-06-17;Wurst;1;3,00;3,00\n",
    amount: 1050, says: "another table"),
  ForeignExport(
    name: "A table of purchases below the table of sales",
    text:
      "Fecha,Producto,Cantidad,Precio,Total\n13/02/2026,Pan,2,3.20,6.40\nFecha,Producto,Cantidad,Costo,Total\n14/02/2026,Harina,10,1.00,10.00\n",
    says: "Another table begins here"),
]

@Test("An export of an unknown program gives its exact sum, or a refusal that says why", arguments: exports)
private func foreignExport(_ export: ForeignExport) throws {
  do {
    let draft = try export.draft()
    #expect(draft.balance.counted.amount.value == export.amount, "\(draft.balance) \(draft.warnings)")
    if !export.says.isEmpty { #expect(draft.warnings.contains { $0.contains(export.says) }, "\(draft.warnings)") }
  } catch let problem as Problem {
    #expect(export.amount == nil, "\(problem)")
    #expect(problem.what.contains(export.says), "\(problem)")
  }
}

@Test("What a file lacks for being read is said with what it has")
func nearMiss() throws {
  let export = ForeignExport(name: "", text: "Fecha,Producto,Unidades\n2026-02-13,Pan,2\n")
  let problem = #expect(throws: Problem.self) { try export.draft() }
  #expect(
    problem?.what
      == "No format fits this file: it has a day (Fecha) and a product (Producto), but no column with a name known"
      + " for an amount.")
}

@Test(
  "A currency behind a column's name is taken off",
  arguments: [
    ("Importe (€)", "importe", "EUR"), ("Total [CHF]", "total", "CHF"), ("Precio €", "precio", "EUR"),
    ("Unit Price (R$)", "unit price", "BRL"), ("Total EUR", "total", "EUR"), ("Total USD", "total usd", nil),
    ("Remise (%)", "remise (%)", nil), ("Descuento", "descuento", nil), ("(EUR)", "(eur)", nil),
  ])
func headerCurrency(_ text: String, _ folded: String, _ code: String?) throws {
  let name = HeaderName(text, currency: try #require(Currency(code: "EUR")))
  #expect(name.folded == folded)
  #expect(name.currencies.map { $0.contains(code ?? "") } ?? (code == nil))
}

@Test("What was decided about columns is kept with the import, so that a corrected line is read the same way")
func ignoredColumns() throws {
  let lines = "2026-02-13,1,Bread,2,1.00,2.00,3.00\n2026-02-13,1,Milk,1,1.00,1.00,3.00\n"
  let header = ",,,,,,\nDate,Receipt,Item,Qty,Price,Subtotal,Total\n"
  var context = ReadingContext(currency: try #require(Currency(code: "EUR")))
  let formats = try FormatSamples.formats()
  let whole = try Recogniser(formats: formats, context: context)
    .plan(for: ExportFile(path: "till.csv", content: Array((header + lines).utf8)))
  #expect(whole.settings.contains("ignore=Total"))
  context.settings["ignore"] = "Total"
  let corrected = header + "2026-02-13,1,Milk,1,1.00,1.00,3.00\n"
  let plan = try Recogniser(formats: formats, context: context)
    .plan(for: ExportFile(path: "till.csv", content: Array(corrected.utf8)))
  #expect(plan.amount == whole.amount)
  context.settings["ignore"] = "Totl"
  let recogniser = try Recogniser(formats: formats, context: context)
  let problem = #expect(throws: Problem.self) {
    try recogniser.plan(for: ExportFile(path: "till.csv", content: Array(corrected.utf8)))
  }
  #expect(problem?.kind == .wrongUse)
}

@Test("A file without a column of days takes the day that a person says, and no other file does")
func saidDay() throws {
  let text = "Menu Item,Qty,Net Sales\nSoup,2,9.00\nBread,1,4.50\nTotal,3,13.50\n"
  var context = ReadingContext(currency: try #require(Currency(code: "USD")))
  let formats = try FormatSamples.formats()
  let file = ExportFile(path: "2026-02-13.csv", content: Array(text.utf8))
  #expect(throws: Problem.self) { try Recogniser(formats: formats, context: context).plan(for: file) }
  context.settings["day"] = "2026-02-13"
  let draft = try ExportReader(recogniser: try Recogniser(formats: formats, context: context)).draft(of: file)
  #expect(draft.balance.counted.amount.value == 1350)
  #expect(draft.sections.joined().map(\.day.isoText) == ["2026-02-13"])
  #expect(draft.settings.contains("day=2026-02-13"))
  let dated = ExportFile(path: "till.csv", content: Array("Date,Item,Qty,Total\n2026-02-13,Soup,2,9.00\n".utf8))
  #expect(throws: Problem.self) { try Recogniser(formats: formats, context: context).plan(for: dated) }
}
