// Nothing is known to be missed or wrong.
