"""Reading the structure of a resolution: small named parts that `index.parser` joins."""
