"""What people write down of producers, products and their pictures."""
