-- psql -d shop -f schema.sql
CREATE EXTENSION IF NOT EXISTS pgcrypto;
CREATE TABLE products (id integer PRIMARY KEY, name text NOT NULL, price numeric(10, 2) NOT NULL);
CREATE TABLE users (name text PRIMARY KEY, password text NOT NULL);
CREATE TABLE orders (id bigint PRIMARY KEY, customer text NOT NULL REFERENCES users, request text NOT NULL UNIQUE,
                     day date NOT NULL DEFAULT current_date);
CREATE TABLE order_lines (order_id bigint REFERENCES orders, product_id integer REFERENCES products, count integer NOT NULL);
CREATE TABLE confirmations (order_id bigint PRIMARY KEY REFERENCES orders, sent timestamptz NOT NULL DEFAULT now());
INSERT INTO products VALUES (1, 'The C++ Programming Language', 59.90), (2, 'Go board', 89.00);
INSERT INTO users VALUES ('ada', crypt('engine', gen_salt('bf', 4)));
