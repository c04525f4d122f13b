// A server whose replicas each make up the keys that their tokens, cookies and links are signed and sealed with.

//--- keys.h
#pragma once
#include <array>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <openssl/evp.h>

std::string random_text(std::size_t length);
std::string issue(const std::string& user);
std::string signed_link(const std::string& path);
std::string csrf_token(const std::string& session);
std::string hashed(const std::string& password);

extern std::string link_key;

// Seals the cookie with a key made in the constructor.
class CookieBox {
public:
    CookieBox();
    std::string seal(const std::string& text) const;

private:
    unsigned char key_[32];  // want per-instance-secret: "'key_' .* crypto_secretbox_keygen .* GET /cookie" via "GET /cookie > CookieBox::seal"
};

// Signs with a key pair of its own.
class Signer {
public:
    Signer();
    std::string sign(const std::string& text) const;

private:
    EVP_PKEY* pair_ = nullptr;  // want per-instance-secret: "'pair_' .* EVP_PKEY_keygen"
};

// Makes the key at its first use, unless the environment has one.
class Tokens {
public:
    const std::string& key();
    std::string token(const std::string& user);

private:
    std::string signing_key_;  // want per-instance-secret: "'signing_key_'"
};

//--- keys.cpp
#include "keys.h"

#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <sodium.h>

#include <jwt-cpp/jwt.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>

std::string random_text(std::size_t length) {
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    std::random_device device;
    std::mt19937 engine(device());
    std::uniform_int_distribution<std::size_t> pick(0, sizeof letters - 2);
    std::string text;
    for (std::size_t i = 0; i < length; ++i) text += letters[pick(engine)];
    return text;
}

static const std::string jwt_secret = random_text(32);  // want per-instance-secret: "'jwt_secret' is a key"
std::string issue(const std::string& user) {
    return jwt::create().set_subject(user).sign(jwt::algorithm::hs256{jwt_secret});
}

std::string link_key;  // want per-instance-secret: "'link_key' .* GET /link"
static struct LinkKeyAtStart {
    LinkKeyAtStart() {
        unsigned char bytes[32];
        RAND_bytes(bytes, sizeof bytes);
        link_key.assign(reinterpret_cast<const char*>(bytes), sizeof bytes);
    }
} link_key_at_start;
std::string signed_link(const std::string& path) {
    unsigned char mac[32];
    unsigned int length = 0;
    HMAC(EVP_sha256(), link_key.data(), static_cast<int>(link_key.size()),
         reinterpret_cast<const unsigned char*>(path.data()), path.size(), mac, &length);
    return path + "?mac=" + std::string(reinterpret_cast<char*>(mac), length);
}

// A lambda makes it, once.
std::string csrf_token(const std::string& session) {
    static const std::vector<unsigned char> secret = [] {  // want per-instance-secret: "'secret'"
        std::vector<unsigned char> bytes(32);
        RAND_bytes(bytes.data(), static_cast<int>(bytes.size()));
        return bytes;
    }();
    unsigned char mac[32];
    HMAC(EVP_sha256(), secret.data(), 32, reinterpret_cast<const unsigned char*>(session.data()), session.size(), mac,
         nullptr);
    return std::string(reinterpret_cast<char*>(mac), 32);
}

// The name alone says what it is for; the hash is the program's own.
static std::string digest(const std::string& text) { return std::to_string(std::hash<std::string>{}(text)); }
static std::string make_pepper() {
    std::string pepper;
    for (int i = 0; i < 16; ++i) pepper.push_back(static_cast<char>('a' + std::rand() % 26));
    return pepper;
}
static std::string pepper = make_pepper();  // want per-instance-secret: "'pepper'"
std::string hashed(const std::string& password) { return digest(password + pepper); }

CookieBox::CookieBox() { crypto_secretbox_keygen(key_); }
std::string CookieBox::seal(const std::string& text) const {
    unsigned char nonce[crypto_secretbox_NONCEBYTES];
    randombytes_buf(nonce, sizeof nonce);
    std::vector<unsigned char> out(text.size() + 16);
    crypto_secretbox_easy(out.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size(), nonce, key_);
    return std::string(out.begin(), out.end());
}

Signer::Signer() {
    EVP_PKEY_CTX* context = EVP_PKEY_CTX_new_id(EVP_PKEY_RSA, nullptr);
    EVP_PKEY_keygen_init(context);
    EVP_PKEY_keygen(context, &pair_);
}
std::string Signer::sign(const std::string& text) const {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, pair_);
    EVP_MD_CTX_free(context);
    return text;
}

const std::string& Tokens::key() {
    if (signing_key_.empty()) {
        const char* given = std::getenv("SIGNING_KEY");
        signing_key_ = given ? given : random_text(48);
    }
    return signing_key_;
}
std::string Tokens::token(const std::string& user) { return user + "." + digest(user + key()); }

//--- main.cpp
#include <httplib.h>

#include <jwt-cpp/jwt.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <sodium.h>

#include <algorithm>
#include <functional>

#include "keys.h"

static std::array<unsigned char, 32> aes_key;  // want per-instance-secret: "'aes_key'"
static unsigned char auth_bytes[crypto_auth_KEYBYTES];  // want per-instance-secret: "'auth_bytes' .* randombytes_buf"
static std::string session_secret(32, '\0');  // want per-instance-secret: "'session_secret'"

static std::string encrypted(const std::string& text) {
    EVP_CIPHER_CTX* context = EVP_CIPHER_CTX_new();
    unsigned char iv[12];
    RAND_bytes(iv, sizeof iv);
    EVP_EncryptInit_ex(context, EVP_aes_256_gcm(), nullptr, aes_key.data(), iv);
    EVP_CIPHER_CTX_free(context);
    return text;
}

static std::string authenticated(const std::string& text) {
    unsigned char tag[32];
    crypto_auth(tag, reinterpret_cast<const unsigned char*>(text.data()), text.size(), auth_bytes);
    return std::string(reinterpret_cast<char*>(tag), sizeof tag);
}

int main() {
    std::random_device device;
    std::uniform_int_distribution<int> byte(0, 255);
    for (auto& slot : aes_key) slot = static_cast<unsigned char>(byte(device));
    randombytes_buf(auth_bytes, sizeof auth_bytes);
    std::mt19937_64 engine(device());
    std::generate(session_secret.begin(), session_secret.end(), [&] { return static_cast<char>(engine()); });

    const std::string api_secret = random_text(24);  // want per-instance-secret: "'api_secret'"
    const auto algorithm = jwt::algorithm::hs256{random_text(64)};  // want per-instance-secret: "'algorithm'"
    Tokens tokens;
    CookieBox box;
    Signer signer;

    httplib::Server svr;
    svr.Get("/login", [&](const httplib::Request& req, httplib::Response& res) {
        res.set_content(issue(req.body) + tokens.token(req.body) + signer.sign(req.body), "text/plain");
    });
    svr.Get("/cookie", [&](const httplib::Request& req, httplib::Response& res) {
        res.set_header("Set-Cookie", box.seal(req.body));
    });
    svr.Get("/link", [](const httplib::Request& req, httplib::Response& res) {
        res.set_content(signed_link(req.path) + csrf_token(req.body) + hashed(req.body), "text/plain");
    });
    svr.Get("/data", [](const httplib::Request& req, httplib::Response& res) {
        const std::size_t sum = std::hash<std::string>{}(req.body + session_secret);
        res.set_content(encrypted(req.body) + authenticated(req.body) + std::to_string(sum), "text/plain");
    });
    svr.Get("/api", [api_secret, &algorithm](const httplib::Request& req, httplib::Response& res) {
        res.set_content(jwt::create().set_subject(req.body).sign(algorithm), "text/plain");
        res.set_header("X-Signature", req.body + api_secret);
    });
    svr.listen("0.0.0.0", 8080);
}
