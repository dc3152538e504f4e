// The wares that keep: dry goods, bulk bins and beverages. Rows as in WareTables.swift.

extension WareTables {
  static let dryGoods = """
    -|Rolled oats, 2 lb|Copos de avena|Cereal|turnstone|4.99|6|
    -|Steel cut oats, 24 oz||Cereal|turnstone|4.79|2|
    -|All-purpose flour, 5 lb|Harina de trigo|Baking|turnstone|6.49|5|w
    -|Whole wheat flour, 5 lb|Harina integral|Baking|turnstone|6.99|3|w
    -|Corn grits, 24 oz||Baking|turnstone|4.99|2|
    -|Granola, {maple;almond;cocoa}, 12 oz|Granola de {arce;almendra;cacao}|Cereal|juniper-bee|5.99|5|
    -|Wildflower honey, 16 oz|Miel de flores|Spreads|juniper-bee|9.49|6|
    -|{Strawberry;Raspberry;Apricot} jam, 10 oz|Mermelada de {fresa;frambuesa;albaricoque}|Spreads|juniper-bee|5.79|3|
    -|Fruit and nut bar, {cherry;date}|Barrita de {cereza;dátil}|Snacks|juniper-bee|2.29|7|
    -|Clover honey, 12 oz||Spreads|twoferry|7.99|3|
    -|Corn flakes, 18 oz|Copos de maíz|Cereal|omnivale|4.79|8|
    -|{Honey;Cocoa;Cinnamon} rings, 12 oz|Aros de cereales con {miel;cacao;canela}|Cereal|omnivale|4.99|4|
    -|Instant oatmeal, 10 ct||Cereal|omnivale|4.29|3|
    -|Peanut butter, {creamy;crunchy}, 16 oz|Crema de cacahuete {fina;crujiente}|Spreads|longfurrow|4.99|3|
    -|Almond butter, 12 oz||Spreads|@Kettlewick|10.99|3|
    -|{Plum;Fig;Quince} preserves, 9 oz|Confitura de {ciruela;higo;membrillo}|Spreads|@Kettlewick|6.49|2|
    -|Apple butter, 12 oz||Spreads|@Kettlewick|5.49|2|w
    -|{Black;Pinto;Kidney} beans, 15 oz can|Alubias {negras;pintas;rojas} en conserva|Beans|longfurrow|1.89|6|
    -|Chickpeas, 15 oz can|Garbanzos en conserva|Beans|longfurrow|1.89|6|
    -|Refried beans, 16 oz can|Frijoles refritos|Beans|omnivale|1.99|5|
    -|Heirloom beans, {cranberry;tepary}, 1 lb||Beans|longfurrow|5.99|3|
    -|Red lentils, 1 lb|Lenteja roja|Beans|longfurrow|3.49|4|
    -|{Spaghetti;Penne;Fusilli}, 1 lb|{Espaguetis;Macarrones;Espirales} 450 g|Pasta|meridiana|2.79|7|
    -|Lasagna sheets, 12 oz||Pasta|meridiana|3.49|2|
    -|Macaroni and cheese, 6 oz|Macarrones con queso|Pasta|omnivale|1.99|10|
    -|{Ramen;Udon} noodles, 10 oz|Fideos {ramen;udon}|Pasta|tanuki-lane|3.29|4|
    -|Basmati rice, 2 lb|Arroz basmati|Rice|northern-table|5.99|4|
    -|Jasmine rice, 2 lb|Arroz jazmín|Rice|northern-table|5.49|3|
    -|Brown rice, 2 lb|Arroz integral|Rice|flatwater>2025-09-29>longfurrow|4.49|5|
    -|Tomatoes, {whole;diced;crushed}, 28 oz can|Tomate {entero;en dados;triturado}|Canned|valle-sereno|2.99|6|
    -|Tomato paste, 6 oz|Tomate concentrado|Canned|omnivale|1.29|4|
    -|Pasta sauce, {marinara;arrabbiata}, 24 oz|Salsa de tomate {casera;picante}|Sauces|omnivale|4.99|7|
    -|Coconut milk, 13 oz can|Leche de coco|Canned|northern-table|2.49|4|
    -|Tuna in olive oil, 5 oz|Atún en aceite de oliva|Canned|lanternhook|3.99|5|
    -|Sardines, 4 oz|Sardinas|Canned|lanternhook|3.49|3|
    -|Soup, {tomato;lentil;minestrone}, 14 oz|Sopa de {tomate;lentejas;verduras}|Soups|omnivale|2.99|4|w
    -|Vegetable broth, 32 oz|Caldo de verduras|Soups|omnivale|3.49|5|w
    -|Chicken broth, 32 oz|Caldo de pollo|Soups|ironbrook|3.79|4|w
    -|Olive oil, {500 ml;1 l}|Aceite de oliva {500 ml;1 l}|Oils|stonepress|13.99|4|
    -|Sunflower oil, 32 oz|Aceite de girasol|Oils|omnivale|6.49|3|
    -|Cider vinegar, 16 oz|Vinagre de manzana|Oils|windfall|4.49|3|
    -|Balsamic vinegar, 8 oz||Oils|meridiana|6.99|2|
    -|Salsa, {mild;medium;hot}, 16 oz|Salsa mexicana {suave;media;picante}|Sauces|tierra-abierta|4.79|5|
    -|Mole paste, 8 oz|Pasta de mole|Sauces|tierra-abierta|6.49|2|
    -|Dill pickles, 24 oz|Pepinillos|Condiments|abuela-ines|5.99|4|
    -|Pickled jalapeños, 12 oz|Jalapeños en escabeche|Condiments|abuela-ines|3.99|4|
    -|Ketchup, 20 oz|Ketchup|Condiments|omnivale|3.49|4|
    -|Mustard, {yellow;stone ground}, 10 oz|Mostaza {suave;antigua}|Condiments|omnivale|2.99|3|
    -|Mayonnaise, 16 oz|Mayonesa|Condiments|omnivale|4.99|4|
    -|Soy sauce, 10 oz|Salsa de soja|Condiments|tanuki-lane|3.79|3|
    -|Sugar, cane, 4 lb|Azúcar de caña|Baking|flatwater|4.49|4|
    -|Brown sugar, 24 oz||Baking|flatwater|3.79|2|w
    -|Sea salt, 26 oz|Sal marina|Baking|moss-pepper|2.49|3|
    -|{Cumin;Oregano;Paprika;Cinnamon}, jar|{Comino;Orégano;Pimentón;Canela} en bote|Spices|moss-pepper|4.29|2|
    -|Vanilla extract, 4 oz||Baking|northern-table|12.99|1|w
    -|Dark chocolate, {70%;85%;sea salt}|Chocolate negro {70 %;85 %;con sal}|Chocolate|palomera|4.49|4|
    -|Drinking chocolate, 10 oz|Chocolate a la taza|Chocolate|palomera|7.99|2|w
    -|Baking chips, 12 oz||Chocolate|omnivale|4.79|3|w
    -|Potato chips, {salted;vinegar;barbecue}|Patatas fritas {con sal;al vinagre;barbacoa}|Snacks|crackwick|3.99|6|
    -|Tortilla chips, 12 oz|Totopos de maíz|Snacks|tierra-abierta|4.29|6|
    -|Pretzels, 12 oz||Snacks|crackwick|3.79|3|
    -|Crackers, {wheat;rosemary;sesame}|Galletas saladas {de trigo;al romero;con sésamo}|Snacks|crackwick|3.99|4|
    -|Popcorn kernels, 28 oz|Maíz para palomitas|Snacks|longfurrow|3.99|2|
    -|Rice cakes, 8 oz||Snacks|cloverwhistle|3.99|3|
    -|Energy bites, {cocoa;lemon}|Bocaditos energéticos de {cacao;limón}|Snacks|cloverwhistle|2.79|5|
    -|Baby food, {pear;squash;peas}||Baby|cloverwhistle|1.99|3|
    """

  static let bulk = """
    1501|Rolled oats, bulk|Copos de avena a granel|Grains|turnstone|1.59/lb|7|
    1502|Long grain brown rice, bulk|Arroz integral a granel|Grains|longfurrow|2.29/lb|5|
    1503|White rice, bulk|Arroz blanco a granel|Grains|northern-table|1.89/lb|6|
    1504|Quinoa, bulk|Quinua a granel|Grains|northern-table|4.99/lb|3|
    1505|Black beans, bulk|Alubia negra a granel|Beans|longfurrow|2.49/lb|5|
    1506|Green lentils, bulk|Lenteja verde a granel|Beans|longfurrow|2.39/lb|5|
    1507|Split peas, bulk||Beans|flatwater>2025-12-01>longfurrow|2.19/lb|3|
    1508|Popcorn, bulk||Grains|longfurrow|1.99/lb|2|
    1509|Bread flour, bulk|Harina de fuerza a granel|Baking|turnstone|1.49/lb|4|w
    1510|Almonds, raw, bulk|Almendra cruda a granel|Nuts|valle-sereno|9.99/lb|5|
    1511|Cashews, roasted, bulk|Anacardo tostado a granel|Nuts|northern-table|10.99/lb|4|
    1512|Walnuts, bulk|Nuez a granel|Nuts|valle-sereno|9.49/lb|3|
    1513|Peanuts, roasted, bulk|Cacahuete tostado a granel|Nuts|longfurrow|4.49/lb|4|
    1514|Raisins, bulk|Pasas a granel|Dried fruit|flatwater|4.29/lb|4|
    1515|Dried mango, bulk|Mango seco a granel|Dried fruit|equatoria|11.99/lb|2|
    1516|Medjool dates, bulk|Dátiles a granel|Dried fruit|cuatro-caminos|7.99/lb|3|
    1517|Pumpkin seeds, bulk|Pipas de calabaza a granel|Nuts|northern-table|7.49/lb|3|
    1518|Trail mix, bulk|Mezcla de frutos secos|Snacks|omnivale|7.99/lb|5|
    1519|Granola, house blend, bulk|Granola de la casa a granel|Cereal|juniper-bee|5.49/lb|6|
    1520|House espresso, bulk|Café expreso a granel|Coffee|commonroast|13.99/lb|2|
    1521|Decaf, bulk||Coffee|commonroast|14.99/lb|2|
    1522|Chamomile, bulk|Manzanilla a granel|Tea and herbs|greenlark|24.00/lb|1|
    1523|Black pepper, bulk||Spices||15.99/lb|2|
    1524|Turmeric, bulk|Cúrcuma a granel|Spices||11.99/lb|2|
    1525|Dish soap refill|Lavavajillas a granel|Refill|saltmeadow|2.79/lb|3|
    DP150|Bulk, open ring||||0.00|0|
    """

  static let beverages = """
    -|Coffee, {light;medium;dark;decaf}, 12 oz|Café {suave;medio;tostado;descafeinado}|Coffee|commonroast|12.49|2|
    -|Ground coffee, 24 oz|Café molido|Coffee|monarca|11.99|5|
    -|Instant coffee, 7 oz|Café soluble|Coffee|monarca|8.49|3|
    -|Coffee pods, 12 ct||Coffee|monarca|9.99|2|
    -|{Green;Black;Mint;Hibiscus} tea, 20 bags|Té {verde;negro;de menta;de hibisco}|Tea|juniper-bee|4.79|4|w
    -|Herbal tea, {sleep;digest}, 16 bags|Infusión {relajante;digestiva}|Tea|greenlark|5.49|2|w
    -|Apple juice, 64 oz|Zumo de manzana|Juice|windfall|5.99|5|
    -|Apple cider, 1/2 gal||Juice|windfall|6.99|3|w
    -|Pear juice, 32 oz|Zumo de pera|Juice|windfall|4.99|3|
    -|Orange juice, 52 oz|Zumo de naranja|Juice|sunpeak|5.49|10|
    -|Grape juice, 64 oz|Mosto|Juice|sunpeak|4.99|3|
    -|Lemonade, 52 oz|Limonada|Juice|sunpeak|3.99|5|s
    -|Sparkling water, {plain;lime;berry}, 8 ct|Agua con gas {natural;lima;frutos rojos}|Water|sunpeak|5.49|6|
    -|Spring water, 1 gal|Agua mineral|Water|flatwater|1.99|4|
    -|Cola, 6 ct|Refresco de cola|Soda|sunpeak|5.99|7|
    -|Ginger ale, 6 ct|Refresco de jengibre|Soda|sunpeak|5.99|3|
    -|Root beer, 4 ct||Soda|cuatro-caminos|6.49|2|
    -|Kombucha, {ginger;berry;jasmine}, 16 oz|Kombucha de {jengibre;frutos rojos;jazmín}|Kombucha|heronsgate|3.99|5|s
    -|Coconut water, 1 l|Agua de coco|Water|equatoria|4.49|3|s
    -|Horchata, 32 oz|Horchata|Plant drinks|tierra-abierta|4.29|3|s
    -|Energy drink, 12 oz||Soda|sunpeak|2.99|4|
    -|Table wine, {red;white}||Wine|cuatro-caminos|10.99|3|
    -|Pale ale, 6 ct|Cerveza rubia|Beer|cuatro-caminos|11.49|2|s
    -|Lager, 6 ct|Cerveza|Beer|omnivale|9.99|4|s
    """
}
