"""The store's schema, step by step; ``pipeline.store`` runs these when it opens a database."""
