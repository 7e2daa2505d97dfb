"""The desk's steps and questions as data: what is asked where, and when."""
