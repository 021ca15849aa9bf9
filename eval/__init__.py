"""Questions with known answers, and how often the product is right about them.

The product never imports this package, except for the command ``qa eval``, which hands over to
``eval.run.main``.
"""
