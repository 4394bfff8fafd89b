"""A resolved pack -> definitions: kinds with constant columns, slots, signatures, and what names mean."""
