"""The desk: windows and widgets over one document. The only package that knows Qt, besides the composition root."""
