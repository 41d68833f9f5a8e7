"""What the Exchange screen is made of: importing, past imports, exporting."""
