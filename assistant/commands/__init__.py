"""The commands of `alinea`, one module each: read arguments, call one function, render."""
