"""The words of the field as frozen dataclasses, and the rules that need nothing but them."""
