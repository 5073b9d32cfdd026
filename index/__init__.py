"""From files to a search result: parse, keep, index and search resolutions. Knows no question, no model, no screen."""
