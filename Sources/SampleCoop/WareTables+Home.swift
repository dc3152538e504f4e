// The rest of the shop: frozen, meat and alternatives, household, body care, deli. Rows as in WareTables.swift.

extension WareTables {
  static let frozen = """
    -|Peas, frozen, 16 oz|Guisantes congelados|Vegetables|frostmere|2.79|6|
    -|Corn, frozen, 16 oz|Maíz congelado|Vegetables|frostmere|2.79|4|
    -|Spinach, frozen, 12 oz|Espinacas congeladas|Vegetables|ferncombe|3.29|4|
    -|Mixed berries, frozen, 12 oz|Frutos rojos congelados|Fruit|frostmere|5.49|5|
    -|Mango, frozen, 16 oz||Fruit|equatoria|4.49|3|
    -|Cheese pizza, 12\", frozen|Pizza de queso|Meals|frostmere|7.49|6|
    -|Veggie pizza, 12\", frozen|Pizza de verduras|Meals|frostmere|7.99|4|
    -|Burrito, {bean;chicken}, frozen|Burrito de {alubias;pollo}|Meals|frostmere|3.29|5|
    -|Tamales, {corn;mole}, 4 ct|Tamales de {elote;mole}|Meals|tierra-abierta|8.49|3|
    -|Dumplings, {vegetable;pork}, 12 oz|Empanadillas de {verdura;cerdo}|Meals|tanuki-lane|6.99|3|
    -|Waffles, 8 ct|Gofres|Breakfast|frostmere|3.99|4|
    -|Ice cream, {vanilla;chocolate;salted caramel}|Helado de {vainilla;chocolate;caramelo}|Desserts|fogbank|6.49|5|s
    -|Sorbet, {lemon;raspberry}, pint||Desserts|fogbank|6.49|3|s
    -|Fruit bars, 6 ct|Polos de fruta|Desserts|omnivale|4.99|4|s
    -|Oven fries, 28 oz|Patatas para hornear|Vegetables|frostmere|4.29|5|
    -|Fish sticks, 18 oz|Palitos de pescado|Seafood|omnivale|7.49|3|
    """

  static let meat = """
    1801|Chicken thighs|Muslos de pollo|Poultry|holloway|4.99/lb|6|
    1802|Chicken breast|Pechuga de pollo|Poultry|ironbrook|6.99/lb|7|
    1803|Whole chicken|Pollo entero|Poultry|holloway|3.49/lb|4|
    1804|Ground beef|Carne picada|Beef|ironbrook|7.49/lb|6|
    1805|Grass-fed ground beef|Carne picada de pasto|Beef|ridgewater|9.49/lb|4|
    1806|Stew beef||Beef|ridgewater|9.99/lb|2|w
    1807|Pork chops|Chuletas de cerdo|Pork|ironbrook|5.49/lb|4|
    1808|Salmon fillet|Filete de salmón|Seafood|ospreyholm|14.99/lb|3|
    1809|Pacific cod|Bacalao fresco|Seafood|lanternhook|11.99/lb|3|
    1810|Shrimp||Seafood|lanternhook|12.99/lb|2|
    -|Bacon, 12 oz|Panceta|Pork|ironbrook|7.49|4|
    -|Smoked sausage, 12 oz|Salchicha ahumada|Pork|ironbrook|5.99|4|
    -|Sliced turkey, 7 oz|Pavo en lonchas|Poultry|ironbrook|5.49|5|
    -|Chorizo, 9 oz|Chorizo|Pork|cuatro-caminos|5.29|3|
    -|Tofu, {firm;extra firm;silken}, 14 oz|Tofu {firme;extra firme;suave}|Alternatives|sundial|2.99|6|
    -|Smoked tofu, 8 oz|Tofu ahumado|Alternatives|sundial|3.99|4|
    -|Tempeh, {soy;three grain}, 8 oz|Tempeh de {soja;tres cereales}|Alternatives|sundial|3.79|4|
    -|Veggie burgers, 4 ct|Hamburguesas vegetales|Alternatives|omnivale|6.49|4|
    -|Seitan strips, 8 oz||Alternatives|emberloaf|5.99|2|
    """

  static let household = """
    -|Toilet paper, {6;12} rolls|Papel higiénico {6;12} rollos|Paper|second-sheet|7.99|5|
    -|Paper towels, 2 rolls|Papel de cocina|Paper|second-sheet|4.99|4|
    -|Facial tissue, box|Pañuelos de papel|Paper|second-sheet|2.49|3|w
    -|Dish soap, {lemon;unscented}, 25 oz|Lavavajillas {limón;sin perfume}|Cleaning|saltmeadow|4.99|4|
    -|Laundry liquid, 50 oz|Detergente líquido|Cleaning|saltmeadow|12.99|2|
    -|Laundry powder, 80 oz|Detergente en polvo|Cleaning|veltrane|11.49|3|
    -|All-purpose spray, 28 oz|Limpiador multiusos|Cleaning|veltrane|4.79|3|
    -|Dishwasher tabs, 20 ct|Pastillas para lavavajillas|Cleaning|veltrane|8.99|3|
    -|Bleach, 64 oz|Lejía|Cleaning|veltrane|3.99|2|
    -|Sponges, 3 ct|Estropajos|Cleaning|flatwater|3.49|3|
    -|Trash bags, 20 ct|Bolsas de basura|Kitchen|veltrane|6.99|3|
    -|Compost bags, 25 ct||Kitchen|second-sheet|7.49|2|
    -|Aluminum foil, 75 ft|Papel de aluminio|Kitchen|veltrane|5.49|2|
    -|Parchment paper, roll||Kitchen|second-sheet|5.99|1|
    -|Beeswax candle, {small;large}||Home|wickfield|6.99|2|w
    -|Matches, box|Cerillas|Home|wickfield|1.49|2|
    -|Cat food, {salmon;chicken} can|Comida para gatos, {salmón;pollo}|Pets|omnivale|1.79|3|
    -|Dog food, 5 lb||Pets|omnivale|14.99|1|
    1901|Co-op tote bag|Bolsa de la cooperativa|Home||9.00|2|
    """

  static let bodyCare = """
    -|Bar soap, {lavender;oat;cedar}|Jabón de {lavanda;avena;cedro}|Soap|saltmeadow|4.49|3|
    -|Liquid hand soap, 12 oz|Jabón líquido|Soap|saltmeadow|5.99|4|
    -|Shampoo, {daily;dry hair}, 12 oz|Champú {diario;cabello seco}|Hair|velluna|7.99|3|
    -|Conditioner, 12 oz|Acondicionador|Hair|velluna|7.99|2|
    -|Shampoo bar||Hair|saltmeadow|8.99|2|
    -|Toothpaste, {mint;fennel}, 5 oz|Pasta de dientes {menta;hinojo}|Teeth|veltrane|5.49|4|
    -|Toothbrush|Cepillo de dientes|Teeth|veltrane|3.99|3|
    -|Deodorant, {sage;citrus}|Desodorante de {salvia;cítricos}|Skin|velluna|7.49|2|
    -|Hand cream, 3 oz|Crema de manos|Skin|greenlark|8.49|2|w
    -|Calendula salve, 2 oz||Skin|greenlark|9.99|1|
    -|Sunscreen, 3 oz|Protector solar|Skin|velluna|13.99|2|s
    -|Lip balm, {mint;honey}|Bálsamo labial de {menta;miel}|Skin|twoferry|3.49|3|
    -|Elderberry syrup, 8 oz||Remedies|greenlark|16.99|1|w
    -|Vitamin C, 90 ct|Vitamina C|Remedies|cloverwhistle|14.99|1|w
    -|Cotton pads, 80 ct|Discos de algodón|Skin|flatwater|3.99|2|
    """

  static let deli = """
    2101|Soup of the day, 16 oz|Sopa del día|Prepared|wren-street|6.49|6|w
    2102|Salad bar|Barra de ensaladas|Prepared|wren-street|9.99/lb|5|
    2103|Hummus, 8 oz|Humus|Prepared|wren-street|5.49|5|
    2104|Veggie sandwich|Bocadillo vegetal|Prepared|wren-street|8.99|4|
    2105|Turkey sandwich||Prepared|wren-street|9.49|4|
    2106|Potato salad|Ensaladilla|Prepared|wren-street|7.99/lb|3|s
    2107|Breakfast burrito|Burrito de desayuno|Prepared|wren-street|6.99|4|
    2108|Olives, mixed|Aceitunas variadas|Antipasti|stonepress|9.99/lb|3|
    2109|Drip coffee, 12 oz|Café para llevar|Drinks|commonroast|2.75|6|
    """
}
