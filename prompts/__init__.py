"""Prompts for language models: Markdown files with `string.Template` holes, read by `assistant`. Data only."""
