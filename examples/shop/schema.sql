-- psql -d shop -f schema.sql
CREATE EXTENSION IF NOT EXISTS pgcrypto;
CREATE TABLE products (id integer PRIMARY KEY, name text NOT NULL, category text NOT NULL, price numeric(10, 2) NOT NULL);
CREATE TABLE stock (product_id integer PRIMARY KEY REFERENCES products, count integer NOT NULL DEFAULT 0);
CREATE TABLE users (name text PRIMARY KEY, password text NOT NULL);
CREATE TABLE orders (id bigint PRIMARY KEY, customer text NOT NULL REFERENCES users, shipping integer NOT NULL,
                     day date NOT NULL DEFAULT current_date);
CREATE TABLE order_lines (order_id bigint REFERENCES orders, product_id integer REFERENCES products, count integer NOT NULL);
INSERT INTO products VALUES (1, 'The C++ Programming Language', 'books', 59.90), (2, 'Go board', 'games', 89.00);
INSERT INTO stock (product_id) SELECT id FROM products;
INSERT INTO users VALUES ('ada', crypt('engine', gen_salt('bf')));
