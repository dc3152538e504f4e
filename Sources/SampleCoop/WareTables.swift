// The departments of the co-op, and the wares of its fresh departments; the rest stands in WareTables+….swift.
// Rows: code|description|español|category|supplier|price|weight|season, see `WareMaker`.

enum WareTables {
  static let departments = [
    WareDepartment(
      name: "Produce", spanishName: "Frutas y verduras", number: 110, weight: 27, costShare: 64, table: produce),
    WareDepartment(
      name: "Dairy & Eggs", spanishName: "Lácteos y huevos", number: 120, weight: 15, costShare: 70, table: dairy),
    WareDepartment(name: "Bakery", spanishName: "Panadería", number: 130, weight: 10, costShare: 62, table: bakery),
    WareDepartment(name: "Dry Goods", spanishName: "Despensa", number: 140, weight: 17, costShare: 66, table: dryGoods),
    WareDepartment(name: "Bulk", spanishName: "Granel", number: 150, weight: 6, costShare: 58, table: bulk),
    WareDepartment(name: "Beverages", spanishName: "Bebidas", number: 160, weight: 9, costShare: 67, table: beverages),
    WareDepartment(name: "Frozen", spanishName: "Congelados", number: 170, weight: 4, costShare: 66, table: frozen),
    WareDepartment(
      name: "Meat & Alternatives", spanishName: "Carnes y alternativas", number: 180, weight: 5, costShare: 72,
      table: meat),
    WareDepartment(
      name: "Household", spanishName: "Limpieza y hogar", number: 190, weight: 3, costShare: 65, isTaxed: true,
      table: household),
    WareDepartment(
      name: "Body Care", spanishName: "Higiene personal", number: 200, weight: 2, costShare: 60, isTaxed: true,
      table: bodyCare),
    WareDepartment(
      name: "Deli", spanishName: "Comida preparada", number: 210, weight: 2, costShare: 55, isTaxed: true, table: deli),
  ]

  static let produce = """
    4011|Bananas|Plátanos|Fruit|equatoria>2025-07-14>rio-claro|0.69/lb|16|
    94011|Bananas, organic|Plátanos ecológicos|Fruit|rio-claro|0.89/lb|9|
    4131|Apples, Fuji|Manzana fuji|Fruit|valle-sereno|1.99/lb|7|w
    4017|Apples, Granny Smith|Manzana verde|Fruit|valle-sereno|1.89/lb|5|w
    3283|Apples, Honeycrisp||Fruit|ferncombe|2.79/lb|4|w
    4133|Apples, Gala|Manzana gala|Fruit|flatwater|1.69/lb|4|
    4409|Pears, Bartlett|Pera de agua|Fruit|ferncombe|1.99/lb|4|s
    4416|Pears, Anjou||Fruit|valle-sereno|1.89/lb|3|w
    4046|Avocado, Hass small|Aguacate pequeño|Fruit|equatoria|1.25|9|
    4225|Avocado, Hass large|Aguacate grande|Fruit|equatoria>2026-04-06>tierra-abierta|1.79|8|
    4048|Limes|Lima|Fruit|equatoria|0.50|7|
    4053|Lemons|Limón|Fruit|valle-sereno|0.69|7|
    4012|Oranges, navel|Naranja de mesa|Fruit|valle-sereno|1.49/lb|7|w
    4055|Tangerines|Mandarina|Fruit|valle-sereno|1.99/lb|5|w
    4027|Grapefruit, ruby|Pomelo rojo|Fruit|valle-sereno|1.29|2|w
    4030|Kiwifruit|Kiwi|Fruit|equatoria|0.59|4|
    4051|Mango|Mango|Fruit|equatoria|1.69|6|s
    4430|Pineapple|Piña|Fruit|equatoria|3.99|3|
    4052|Papaya|Papaya|Fruit|equatoria|1.99/lb|2|
    4023|Grapes, red seedless|Uva roja sin pepitas|Fruit|valle-sereno|2.99/lb|5|
    4022|Grapes, green seedless|Uva blanca sin pepitas|Fruit|equatoria|2.99/lb|4|
    4240|Blueberries, half pint||Fruit|ferncombe|4.49|3|s
    4246|Strawberries, pint|Fresas|Fruit|ferncombe|4.29|5|s
    4244|Raspberries, half pint|Frambuesas|Fruit|ferncombe|4.79|2|s
    4044|Peaches, yellow|Melocotón|Fruit|ferncombe|2.79/lb|4|s
    4036|Nectarines|Nectarina|Fruit|valle-sereno|2.69/lb|3|s
    4042|Plums, red||Fruit|ferncombe|2.49/lb|3|s
    4045|Cherries, sweet|Cerezas|Fruit|valle-sereno|4.99/lb|3|s
    4032|Watermelon, seedless|Sandía sin pepitas|Fruit|valle-sereno|5.99|3|s
    4050|Cantaloupe||Fruit|valle-sereno|3.49|2|s
    4087|Tomatoes, Roma|Tomate pera|Vegetables|equatoria|1.79/lb|7|
    4664|Tomatoes on the vine|Tomate en rama|Vegetables|valle-sereno|2.49/lb|8|
    4799|Tomatoes, heirloom|Tomate de huerta|Vegetables|ferncombe|3.99/lb|5|s
    4062|Cucumber|Pepino|Vegetables|ferncombe|0.99|7|s
    4593|Cucumber, English||Vegetables|valle-sereno|1.99|4|
    4065|Bell pepper, green|Pimiento verde|Vegetables|valle-sereno|1.99/lb|5|
    4688|Bell pepper, red|Pimiento rojo|Vegetables|valle-sereno|2.99/lb|6|
    4693|Jalapeño peppers|Jalapeños|Vegetables|ferncombe|2.49/lb|3|
    4060|Broccoli crowns|Brócoli|Vegetables|valle-sereno|2.29/lb|7|
    4079|Cauliflower|Coliflor|Vegetables|valle-sereno|3.99|4|
    4069|Cabbage, green|Repollo|Vegetables|valle-sereno|0.99/lb|4|
    4554|Cabbage, red|Lombarda|Vegetables|ferncombe|1.19/lb|2|
    4562|Carrots, loose|Zanahoria|Vegetables|valle-sereno|1.29/lb|8|
    4094|Carrots, bunch|Manojo de zanahorias|Vegetables|ferncombe|2.49|5|s
    4072|Potatoes, russet|Patata|Vegetables|flatwater>2026-03-02>ferncombe|0.99/lb|8|
    4073|Potatoes, red|Patata roja|Vegetables|flatwater|1.49/lb|5|
    4074|Sweet potatoes|Boniato|Vegetables|valle-sereno|1.69/lb|5|w
    4093|Onions, yellow|Cebolla|Vegetables|flatwater|1.09/lb|9|
    4082|Onions, red|Cebolla roja|Vegetables|flatwater|1.49/lb|5|
    4068|Scallions, bunch|Cebolleta|Vegetables|ferncombe|1.29|5|
    4608|Garlic|Ajo|Vegetables|valle-sereno|0.75|6|
    4612|Ginger root|Jengibre|Vegetables|equatoria|3.99/lb|4|
    4061|Lettuce, iceberg||Vegetables|valle-sereno|1.99|3|
    4640|Lettuce, romaine|Lechuga romana|Vegetables|valle-sereno|2.49|6|
    4076|Lettuce, green leaf|Lechuga|Vegetables|ferncombe|2.79|5|s
    4090|Spinach, bunch|Espinacas|Vegetables|ferncombe|2.49|4|
    4627|Kale, green|Col rizada|Vegetables|ferncombe|2.49|5|
    4586|Swiss chard, rainbow|Acelgas|Vegetables|ferncombe|2.69|4|
    4889|Cilantro, bunch|Cilantro|Herbs|ferncombe|1.29|6|
    4901|Parsley, Italian|Perejil|Herbs|ferncombe|1.49|4|
    4885|Basil, bunch|Albahaca|Herbs|ferncombe|2.49|3|s
    4067|Zucchini|Calabacín|Vegetables|ferncombe|1.79/lb|6|s
    4759|Butternut squash|Calabaza|Vegetables|ferncombe|1.29/lb|3|w
    4066|Green beans|Judías verdes|Vegetables|valle-sereno|2.99/lb|4|s
    4590|Sweet corn, ear|Mazorca de maíz|Vegetables|ferncombe|0.79|5|s
    4080|Asparagus|Espárragos|Vegetables|equatoria|4.49/lb|3|
    4081|Eggplant|Berenjena|Vegetables|valle-sereno|1.99/lb|3|s
    4539|Beets|Remolacha|Vegetables|ferncombe|1.79/lb|4|
    4089|Radishes, bunch|Rábanos|Vegetables|ferncombe|1.79|3|s
    4645|Mushrooms, white|Champiñón|Mushrooms|flatwater|3.99/lb|4|
    4648|Mushrooms, cremini|Champiñón portobello|Mushrooms|alderspore|4.99/lb|5|
    4651|Mushrooms, shiitake||Mushrooms|alderspore|9.99/lb|2|
    1101|Local plums, seconds||Fruit||1.49/lb|5|s
    1102|Backyard lemons|Limón de jardín|Fruit||0.35|5|w
    1103|Garden bouquet||Flowers||7.99|2|s
    """

  static let dairy = """
    -|Whole milk, 1/2 gal|Leche entera|Milk|crestmilk>2025-03-10>tres-vacas|3.79|9|
    -|2% milk, 1/2 gal|Leche semidesnatada|Milk|tres-vacas|3.79|6|
    -|Skim milk, 1/2 gal||Milk|crestmilk|3.49|4|
    -|{Whole;2%} milk, 1 gal||Milk|crestmilk|4.99|7|
    -|Chocolate milk, 1 pt|Batido de chocolate|Milk|tres-vacas|2.49|3|
    -|Half and half, 1 pt|Nata ligera|Cream|tres-vacas|2.79|4|
    -|Heavy cream, 1 pt|Nata para montar|Cream|little-fen|4.29|3|
    -|Crème fraîche, 8 oz||Cream|little-fen|4.99|2|
    -|Yogurt, {plain;vanilla;strawberry}, 32 oz|Yogur {natural;vainilla;fresa} 900 g|Yogurt|tres-vacas|4.99|2|
    -|Greek yogurt, {plain;honey;blueberry}, 5 oz|Yogur griego {natural;miel;arándanos}|Yogurt|crestmilk|1.49|7|
    -|Kefir, {plain;peach}, 32 oz||Yogurt|little-fen|4.79|2|
    -|Butter, {salted;unsalted}, 1 lb|Mantequilla {con;sin} sal|Butter|tres-vacas|6.49|3|
    -|Cultured butter, 8 oz||Butter|little-fen|5.49|2|
    -|Cheddar, {mild;sharp;extra sharp}, 8 oz|Queso cheddar {suave;curado;añejo}|Cheese|tres-vacas|5.29|2|
    -|Monterey Jack, 8 oz||Cheese|crestmilk|4.79|4|
    -|Mozzarella, 8 oz|Mozzarella|Cheese|crestmilk|4.49|5|
    -|Cream cheese, 8 oz|Queso crema|Cheese|crestmilk|3.49|5|
    -|Feta in brine, 7 oz|Queso feta|Cheese|meridiana|6.29|3|
    -|Parmigiano wedge, 6 oz|Parmesano en cuña|Cheese|meridiana|8.99|3|
    -|Manchego wedge, 6 oz|Queso manchego|Cheese|meridiana|8.49|2|
    -|Queso fresco, 10 oz|Queso fresco|Cheese|little-fen|5.49|3|
    -|Goat cheese log, 4 oz||Cheese|little-fen|5.99|3|
    -|Cottage cheese, 16 oz|Requesón|Cheese|crestmilk|4.29|3|
    -|Sour cream, 16 oz|Crema agria|Cream|crestmilk|3.29|4|
    -|Eggs, large, dozen|Huevos, docena|Eggs|holloway|4.99|10|
    -|Eggs, pasture, dozen|Huevos camperos, docena|Eggs|ridgewater|6.99|6|
    -|Eggs, medium, half dozen|Huevos, media docena|Eggs|holloway|2.79|4|
    1201|Neighbor's duck eggs||Eggs||6.49|3|
    -|Oat milk, {original;barista}, 32 oz|Bebida de avena {original;barista}|Plant milk|turnstone|3.99|4|
    -|Soy milk, {plain;vanilla}, 32 oz|Bebida de soja {natural;vainilla}|Plant milk|sundial|3.29|3|
    -|Almond milk, 32 oz|Bebida de almendra|Plant milk|omnivale|3.79|4|
    """

  static let bakery = """
    1301|Country sourdough loaf|Hogaza de masa madre|Bread|emberloaf|7.49|4|
    1302|Seeded rye loaf|Pan de centeno con semillas|Bread|emberloaf|7.99|3|
    1303|Baguette|Barra de pan|Bread|emberloaf|3.49|5|
    1304|Whole wheat sandwich loaf||Bread|emberloaf|6.99|4|
    1305|Cinnamon roll|Rollo de canela|Pastry|emberloaf|3.99|3|
    1306|Butter croissant|Cruasán|Pastry|emberloaf|3.75|4|
    1307|Morning bun||Pastry|emberloaf|3.95|2|
    -|Sandwich bread, {white;wheat}, 20 oz|Pan de molde {blanco;integral}|Bread|oldmarket|3.99|14|
    -|Hamburger buns, 8 ct|Panecillos de hamburguesa|Bread|oldmarket|3.79|8|
    -|Hot dog buns, 8 ct|Panecillos de perrito|Bread|oldmarket|3.79|5|s
    -|English muffins, 6 ct|Panecillos ingleses|Bread|oldmarket|3.99|9|
    -|Bagels, {plain;sesame;onion}, 5 ct|Bagels {normales;con sésamo;con cebolla}|Bread|oldmarket|4.49|5|
    -|Corn tortillas, {6;8}\", 12 ct|Tortillas de maíz {15;20} cm|Tortillas|tierra-abierta|2.99|8|
    -|Flour tortillas, 10\", 8 ct|Tortillas de trigo|Tortillas|omnivale|3.49|7|
    -|Pita bread, 6 ct|Pan de pita|Bread|flatwater|3.29|5|
    -|Naan, 4 ct||Bread|northern-table|4.29|4|
    -|Gluten free loaf, 18 oz|Pan sin gluten|Bread|frostmere|6.99|3|
    -|Pizza crust, 12\", 2 ct||Bread|frostmere|5.49|3|
    -|Blueberry muffins, 4 ct|Magdalenas de arándanos|Pastry|oldmarket|5.99|4|
    -|Chocolate chip cookies, 12 ct|Galletas de chocolate|Pastry|oldmarket|5.49|5|
    1311|Church bake sale pie||Pastry||12.00|2|w
    """
}
