"""How the built-in pictures are drawn; the program itself only reads them."""
