"""Expressions: text -> syntax tree -> typed nodes -> scalar, column and reference evaluation."""
