import Catalogue
print(Catalogue.files.count)
