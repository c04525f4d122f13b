// Key pairs and tokens: every way to make a key, and every call and algorithm that takes one.
//--- main.cpp
#include <httplib.h>
#include <jwt-cpp/jwt.h>
#include <openssl/rsa.h>
#include <openssl/ssl.h>

#include <random>

static const unsigned char text[1] = {1};
static std::string at_random() {
    std::random_device device;
    return std::to_string(device());
}
static EVP_PKEY* key1;  // want per-instance-secret: "'key1' is a key that each process makes at random with EVP_PKEY_keygen and uses while serving"
static EVP_PKEY* key2;  // want per-instance-secret: "'key2' is a key that each process makes at random with EVP_PKEY_generate and uses while serving"
static EVP_PKEY* key3;  // want per-instance-secret: "'key3' is a key that each process makes at random with EVP_PKEY_Q_keygen and uses while serving"
static EVP_PKEY* key4;  // want per-instance-secret: "'key4' is a key that each process makes at random with EVP_PKEY_keygen and uses while serving"
static EVP_PKEY* key5;  // want per-instance-secret: "'key5' is a key that each process makes at random with EVP_PKEY_generate and uses while serving"
static RSA* key6;  // want per-instance-secret: "'key6' is a key that each process makes at random with RSA_generate_key and uses while serving"
static RSA* key7;  // want per-instance-secret: "'key7' is a key that each process makes at random with RSA_generate_key_ex and uses while serving"
static RSA* key8;  // want per-instance-secret: "'key8' is a key that each process makes at random with RSA_generate_key and uses while serving"
static RSA* key9;  // want per-instance-secret: "'key9' is a key that each process makes at random with RSA_generate_key and uses while serving"
static EC_KEY* key10;  // want per-instance-secret: "'key10' is a key that each process makes at random with EC_KEY_generate_key and uses while serving"
static EC_KEY* key11;  // want per-instance-secret: "'key11' is a key that each process makes at random with EC_KEY_generate_key and uses while serving"
static std::string hs256_key;  // want per-instance-secret: "'hs256_key' is a key that each process makes at random with std::random_device"
static std::string hs384_key;  // want per-instance-secret: "'hs384_key' is a key that each process makes at random with std::random_device"
static std::string hs512_key;  // want per-instance-secret: "'hs512_key' is a key that each process makes at random with std::random_device"
static std::string rs256_key;  // want per-instance-secret: "'rs256_key' is a key that each process makes at random with std::random_device"
static std::string rs384_key;  // want per-instance-secret: "'rs384_key' is a key that each process makes at random with std::random_device"
static std::string rs512_key;  // want per-instance-secret: "'rs512_key' is a key that each process makes at random with std::random_device"
static std::string es256_key;  // want per-instance-secret: "'es256_key' is a key that each process makes at random with std::random_device"
static std::string es384_key;  // want per-instance-secret: "'es384_key' is a key that each process makes at random with std::random_device"
static std::string es512_key;  // want per-instance-secret: "'es512_key' is a key that each process makes at random with std::random_device"
static std::string es256k_key;  // want per-instance-secret: "'es256k_key' is a key that each process makes at random with std::random_device"
static std::string ps256_key;  // want per-instance-secret: "'ps256_key' is a key that each process makes at random with std::random_device"
static std::string ps384_key;  // want per-instance-secret: "'ps384_key' is a key that each process makes at random with std::random_device"
static std::string ps512_key;  // want per-instance-secret: "'ps512_key' is a key that each process makes at random with std::random_device"
static std::string ed25519_key;  // want per-instance-secret: "'ed25519_key' is a key that each process makes at random with std::random_device"
static std::string ed448_key;  // want per-instance-secret: "'ed448_key' is a key that each process makes at random with std::random_device"
static EVP_PKEY* of_tls;  // a key of TLS alone is each process's own

static void make_keys() {
    EVP_PKEY_CTX* context = EVP_PKEY_CTX_new_id(EVP_PKEY_RSA, nullptr);
    EVP_PKEY_keygen(context, &key1);
    EVP_PKEY_generate(context, &key2);
    key3 = EVP_PKEY_Q_keygen(nullptr, nullptr, "RSA", 2048);
    EVP_PKEY_keygen(context, &key4);
    EVP_PKEY_generate(context, &key5);
    key6 = RSA_generate_key(2048, 65537, nullptr, nullptr);
    key7 = RSA_new(); RSA_generate_key_ex(key7, 2048, nullptr, nullptr);
    key8 = RSA_generate_key(2048, 65537, nullptr, nullptr);
    key9 = RSA_generate_key(2048, 65537, nullptr, nullptr);
    key10 = EC_KEY_new_by_curve_name(415); EC_KEY_generate_key(key10);
    key11 = EC_KEY_new_by_curve_name(415); EC_KEY_generate_key(key11);
    hs256_key = at_random();
    hs384_key = at_random();
    hs512_key = at_random();
    rs256_key = at_random();
    rs384_key = at_random();
    rs512_key = at_random();
    es256_key = at_random();
    es384_key = at_random();
    es512_key = at_random();
    es256k_key = at_random();
    ps256_key = at_random();
    ps384_key = at_random();
    ps512_key = at_random();
    ed25519_key = at_random();
    ed448_key = at_random();
    EVP_PKEY_keygen(context, &of_tls);
}

int main() {
    make_keys();
    httplib::Server server;
    server.Post("/1", [](const httplib::Request&, httplib::Response&) { EVP_DigestSignInit(nullptr, nullptr, EVP_sha256(), nullptr, key1); });
    server.Post("/2", [](const httplib::Request&, httplib::Response&) { EVP_DigestVerifyInit(nullptr, nullptr, EVP_sha256(), nullptr, key2); });
    server.Post("/3", [](const httplib::Request&, httplib::Response&) { unsigned char out[64]; EVP_SignFinal(nullptr, out, nullptr, key3); });
    server.Post("/4", [](const httplib::Request&, httplib::Response&) { PEM_write_bio_PrivateKey(nullptr, key4, nullptr, nullptr, 0, nullptr, nullptr); });
    server.Post("/5", [](const httplib::Request&, httplib::Response&) { PEM_write_bio_PUBKEY(nullptr, key5); });
    server.Post("/6", [](const httplib::Request&, httplib::Response&) { unsigned char out[64]; RSA_sign(0, text, 1, out, nullptr, key6); });
    server.Post("/7", [](const httplib::Request&, httplib::Response&) { unsigned char out[64]; RSA_private_encrypt(1, text, out, key7, 1); });
    server.Post("/8", [](const httplib::Request&, httplib::Response&) { PEM_write_bio_RSAPrivateKey(nullptr, key8, nullptr, nullptr, 0, nullptr, nullptr); });
    server.Post("/9", [](const httplib::Request&, httplib::Response&) { PEM_write_bio_RSA_PUBKEY(nullptr, key9); });
    server.Post("/10", [](const httplib::Request&, httplib::Response&) { unsigned char out[64]; ECDSA_sign(0, text, 1, out, nullptr, key10); });
    server.Post("/11", [](const httplib::Request&, httplib::Response&) { ECDSA_do_sign(text, 1, key11); });
    server.Post("/hs256", [](const httplib::Request&, httplib::Response& page) { page.set_content(jwt::create().sign(jwt::algorithm::hs256(hs256_key)), ""); });
    server.Post("/hs384", [](const httplib::Request&, httplib::Response& page) { page.set_content(jwt::create().sign(jwt::algorithm::hs384(hs384_key)), ""); });
    server.Post("/hs512", [](const httplib::Request&, httplib::Response& page) { page.set_content(jwt::create().sign(jwt::algorithm::hs512(hs512_key)), ""); });
    server.Post("/rs256", [](const httplib::Request&, httplib::Response& page) { page.set_content(jwt::create().sign(jwt::algorithm::rs256("", rs256_key)), ""); });
    server.Post("/rs384", [](const httplib::Request&, httplib::Response& page) { page.set_content(jwt::create().sign(jwt::algorithm::rs384("", rs384_key)), ""); });
    server.Post("/rs512", [](const httplib::Request&, httplib::Response& page) { page.set_content(jwt::create().sign(jwt::algorithm::rs512("", rs512_key)), ""); });
    server.Post("/es256", [](const httplib::Request&, httplib::Response& page) { page.set_content(jwt::create().sign(jwt::algorithm::es256("", es256_key)), ""); });
    server.Post("/es384", [](const httplib::Request&, httplib::Response& page) { page.set_content(jwt::create().sign(jwt::algorithm::es384("", es384_key)), ""); });
    server.Post("/es512", [](const httplib::Request&, httplib::Response& page) { page.set_content(jwt::create().sign(jwt::algorithm::es512("", es512_key)), ""); });
    server.Post("/es256k", [](const httplib::Request&, httplib::Response& page) { page.set_content(jwt::create().sign(jwt::algorithm::es256k("", es256k_key)), ""); });
    server.Post("/ps256", [](const httplib::Request&, httplib::Response& page) { page.set_content(jwt::create().sign(jwt::algorithm::ps256("", ps256_key)), ""); });
    server.Post("/ps384", [](const httplib::Request&, httplib::Response& page) { page.set_content(jwt::create().sign(jwt::algorithm::ps384("", ps384_key)), ""); });
    server.Post("/ps512", [](const httplib::Request&, httplib::Response& page) { page.set_content(jwt::create().sign(jwt::algorithm::ps512("", ps512_key)), ""); });
    server.Post("/ed25519", [](const httplib::Request&, httplib::Response& page) { page.set_content(jwt::create().sign(jwt::algorithm::ed25519("", ed25519_key)), ""); });
    server.Post("/ed448", [](const httplib::Request&, httplib::Response& page) { page.set_content(jwt::create().sign(jwt::algorithm::ed448("", ed448_key)), ""); });
    server.Post("/tls", [](const httplib::Request&, httplib::Response&) {
        SSL_CTX_use_PrivateKey(nullptr, of_tls);
        SSL_use_PrivateKey(nullptr, of_tls);
        X509_sign(nullptr, of_tls, EVP_sha256());
    });
    server.listen("0.0.0.0", 8080);
}
