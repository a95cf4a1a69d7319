"""The steps of a quarter: where it stands, who tries, by which door, and what each is answered."""
