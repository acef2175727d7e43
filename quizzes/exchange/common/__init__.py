"""What all formats share: results, texts, numbers, limits, and the safe opening of XML and archives."""
