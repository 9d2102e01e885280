"""spaCy: loading a pipeline, what to parse, sentences, dates."""
