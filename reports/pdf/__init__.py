"""Owns printed paper: HTML made into PDF with the bundled fonts, and the official form as data to print."""
