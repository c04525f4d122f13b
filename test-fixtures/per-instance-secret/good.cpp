// Keys that all replicas share, and randomness that is no key.

//--- keys.h
#pragma once
#include <openssl/evp.h>
#include <openssl/ssl.h>

#include <map>
#include <mutex>
#include <random>
#include <string>

std::string random_text(std::size_t length);

std::string signed_with_a_key_from_the_environment(const std::string& user);
std::string signed_with_a_literal(const std::string& user);
std::string signed_with_a_key_from_a_file(const std::string& user);
std::string salted_for_one_user(const std::string& password);
std::string sealed_with_a_key_of_its_own(const std::string& text);
std::string named_after_this_process(const std::string& text);
std::string shuffled_with_a_seed(const std::string& text);
std::string picked_from_a_table(const std::string& text);
void serves_tls_with_a_key_of_its_own(SSL_CTX* context);

// A session id is random, and is looked up, not checked by a key.
class SessionIds {
public:
    std::string made_for_one_login();

private:
    std::mt19937 engine_{std::random_device{}()};
};

// The key came with the configuration; the nonce is new each time.
class Box {
public:
    explicit Box(std::string key) : key_(std::move(key)) {}
    std::string sealed_with_a_given_key(const std::string& text) const;

private:
    std::string key_;
};

// A key for the connection it belongs to.
class Connection {
public:
    Connection();
    std::string masked_for_one_client(const std::string& text) const;

private:
    unsigned char secret_[32];
};

//--- keys.cpp
#include "keys.h"

#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <sodium.h>

#include <jwt-cpp/jwt.h>

#include <cstdlib>
#include <fstream>
#include <vector>

std::string random_text(std::size_t length) {
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    std::random_device device;
    std::string text;
    for (std::size_t i = 0; i < length; ++i) text += letters[device() % (sizeof letters - 1)];
    return text;
}

static const std::string jwt_secret = std::getenv("JWT_SECRET") ? std::getenv("JWT_SECRET") : "development";
std::string signed_with_a_key_from_the_environment(const std::string& user) {
    return jwt::create().set_subject(user).sign(jwt::algorithm::hs256{jwt_secret});
}

static const char* const token_secret = "an-old-literal";
std::string signed_with_a_literal(const std::string& user) {
    return jwt::create().set_subject(user).sign(jwt::algorithm::hs256{token_secret});
}

static std::string text_of(const char* name) {
    std::ifstream in(name);
    std::string line;
    std::getline(in, line);
    return line;
}
static const std::string signing_key = text_of("/etc/server/signing.key");
std::string signed_with_a_key_from_a_file(const std::string& user) {
    return jwt::create().set_subject(user).sign(jwt::algorithm::hs256{signing_key});
}

std::string salted_for_one_user(const std::string& password) {
    const std::string salt = random_text(16);
    return salt + "$" + std::to_string(std::hash<std::string>{}(salt + password));
}

std::string sealed_with_a_key_of_its_own(const std::string& text) {
    unsigned char key[crypto_secretbox_KEYBYTES];
    unsigned char nonce[crypto_secretbox_NONCEBYTES];
    crypto_secretbox_keygen(key);
    randombytes_buf(nonce, sizeof nonce);
    std::vector<unsigned char> out(text.size() + 16);
    crypto_secretbox_easy(out.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size(), nonce, key);
    return std::string(key, key + sizeof key) + std::string(out.begin(), out.end());
}

static const std::string instance_id = random_text(8);
std::string named_after_this_process(const std::string& text) { return instance_id + ": " + text; }

static const unsigned hash_seed = std::random_device{}();
std::string shuffled_with_a_seed(const std::string& text) {
    return std::to_string(std::hash<std::string>{}(text) ^ hash_seed);
}

static const std::map<std::string, std::string> secrets{{"a", "1"}, {"b", "2"}};
std::string picked_from_a_table(const std::string& text) {
    const auto found = secrets.find(text);
    return found == secrets.end() ? random_text(4) : found->second;
}

static EVP_PKEY* listener_private_key = nullptr;
void serves_tls_with_a_key_of_its_own(SSL_CTX* context) {
    EVP_PKEY_CTX* generator = EVP_PKEY_CTX_new_id(EVP_PKEY_RSA, nullptr);
    EVP_PKEY_keygen(generator, &listener_private_key);
    SSL_CTX_use_PrivateKey(context, listener_private_key);
}

std::string SessionIds::made_for_one_login() { return std::to_string(engine_()) + std::to_string(engine_()); }

std::string Box::sealed_with_a_given_key(const std::string& text) const {
    unsigned char nonce[crypto_secretbox_NONCEBYTES];
    randombytes_buf(nonce, sizeof nonce);
    std::vector<unsigned char> out(text.size() + 16);
    crypto_secretbox_easy(out.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size(), nonce,
                          reinterpret_cast<const unsigned char*>(key_.data()));
    return std::string(out.begin(), out.end());
}

Connection::Connection() { randombytes_buf(secret_, sizeof secret_); }
std::string Connection::masked_for_one_client(const std::string& text) const {
    unsigned char tag[32];
    crypto_auth(tag, reinterpret_cast<const unsigned char*>(text.data()), text.size(), secret_);
    return std::string(reinterpret_cast<char*>(tag), sizeof tag);
}

//--- main.cpp
#include <httplib.h>

#include "keys.h"

int main() {
    httplib::Server svr;
    serves_tls_with_a_key_of_its_own(nullptr);
    SessionIds ids;
    const Box box(std::getenv("BOX_KEY"));
    svr.Post("/login", [&](const httplib::Request& req, httplib::Response& res) {
        std::string text = signed_with_a_key_from_the_environment(req.body) + signed_with_a_literal(req.body);
        text += signed_with_a_key_from_a_file(req.body) + salted_for_one_user(req.body);
        text += ids.made_for_one_login() + box.sealed_with_a_given_key(req.body);
        res.set_content(text, "text/plain");
    });
    svr.Get("/rest", [&](const httplib::Request& req, httplib::Response& res) {
        Connection connection;
        std::string text = sealed_with_a_key_of_its_own(req.body) + named_after_this_process(req.body);
        text += shuffled_with_a_seed(req.body) + picked_from_a_table(req.body);
        text += connection.masked_for_one_client(req.body);
        res.set_content(text, "text/plain");
    });
    svr.listen("0.0.0.0", 8080);
}
