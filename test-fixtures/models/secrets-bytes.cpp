// Keys of bytes: every way to make one at random, and every call that takes one.
//--- main.cpp
#include <httplib.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <sodium.h>
#include <stdlib.h>
#include <sys/random.h>
#include <unistd.h>

static const unsigned char text[1] = {1};
static const unsigned char iv[24] = {1};
static unsigned char open[32];
static unsigned char key1[64];  // want per-instance-secret: "'key1' is a key that each process makes at random with RAND_bytes and uses while serving"
static unsigned char key2[64];  // want per-instance-secret: "'key2' is a key that each process makes at random with RAND_priv_bytes and uses while serving"
static unsigned char key3[64];  // want per-instance-secret: "'key3' is a key that each process makes at random with RAND_pseudo_bytes and uses while serving"
static unsigned char key4[64];  // want per-instance-secret: "'key4' is a key that each process makes at random with RAND_bytes_ex and uses while serving"
static unsigned char key5[64];  // want per-instance-secret: "'key5' is a key that each process makes at random with RAND_priv_bytes_ex and uses while serving"
static unsigned char key6[64];  // want per-instance-secret: "'key6' is a key that each process makes at random with randombytes_buf and uses while serving"
static unsigned char key7[64];  // want per-instance-secret: "'key7' is a key that each process makes at random with randombytes and uses while serving"
static unsigned char key8[64];  // want per-instance-secret: "'key8' is a key that each process makes at random with crypto_secretbox_keygen and uses while serving"
static unsigned char key9[64];  // want per-instance-secret: "'key9' is a key that each process makes at random with crypto_auth_keygen and uses while serving"
static unsigned char key10[64];  // want per-instance-secret: "'key10' is a key that each process makes at random with crypto_auth_hmacsha256_keygen and uses while serving"
static unsigned char key11[64];  // want per-instance-secret: "'key11' is a key that each process makes at random with crypto_auth_hmacsha512_keygen and uses while serving"
static unsigned char key12[64];  // want per-instance-secret: "'key12' is a key that each process makes at random with crypto_auth_hmacsha512256_keygen and uses while serving"
static unsigned char key13[64];  // want per-instance-secret: "'key13' is a key that each process makes at random with crypto_generichash_keygen and uses while serving"
static unsigned char key14[64];  // want per-instance-secret: "'key14' is a key that each process makes at random with crypto_shorthash_keygen and uses while serving"
static unsigned char key15[64];  // want per-instance-secret: "'key15' is a key that each process makes at random with crypto_kdf_keygen and uses while serving"
static unsigned char key16[64];  // want per-instance-secret: "'key16' is a key that each process makes at random with crypto_stream_keygen and uses while serving"
static unsigned char key17[64];  // want per-instance-secret: "'key17' is a key that each process makes at random with crypto_secretstream_xchacha20poly1305_keygen and uses while serving"
static unsigned char key18[64];  // want per-instance-secret: "'key18' is a key that each process makes at random with crypto_aead_xchacha20poly1305_ietf_keygen and uses while serving"
static unsigned char key19[64];  // want per-instance-secret: "'key19' is a key that each process makes at random with getrandom and uses while serving"
static unsigned char key20[64];  // want per-instance-secret: "'key20' is a key that each process makes at random with getentropy and uses while serving"
static unsigned char key21[64];  // want per-instance-secret: "'key21' is a key that each process makes at random with arc4random_buf and uses while serving"
static unsigned char key22[64];  // want per-instance-secret: "'key22' is a key that each process makes at random with crypto_sign_keypair and uses while serving"
static unsigned char key23[64];  // want per-instance-secret: "'key23' is a key that each process makes at random with crypto_box_keypair and uses while serving"
static unsigned char key24[64];  // want per-instance-secret: "'key24' is a key that each process makes at random with crypto_kx_keypair and uses while serving"
static unsigned char key25[64];  // want per-instance-secret: "'key25' is a key that each process makes at random with RAND_bytes and uses while serving"
static unsigned char key26[64];  // want per-instance-secret: "'key26' is a key that each process makes at random with RAND_priv_bytes and uses while serving"
static unsigned char key27[64];  // want per-instance-secret: "'key27' is a key that each process makes at random with RAND_pseudo_bytes and uses while serving"
static unsigned char key28[64];  // want per-instance-secret: "'key28' is a key that each process makes at random with RAND_bytes_ex and uses while serving"
static unsigned char key29[64];  // want per-instance-secret: "'key29' is a key that each process makes at random with RAND_priv_bytes_ex and uses while serving"
static unsigned char key30[64];  // want per-instance-secret: "'key30' is a key that each process makes at random with randombytes_buf and uses while serving"
static unsigned char key31[64];  // want per-instance-secret: "'key31' is a key that each process makes at random with randombytes and uses while serving"
static unsigned char key32[64];  // want per-instance-secret: "'key32' is a key that each process makes at random with crypto_secretbox_keygen and uses while serving"
static unsigned char key33[64];  // want per-instance-secret: "'key33' is a key that each process makes at random with crypto_auth_keygen and uses while serving"
static unsigned char key34[64];  // want per-instance-secret: "'key34' is a key that each process makes at random with crypto_auth_hmacsha256_keygen and uses while serving"
static unsigned char key35[64];  // want per-instance-secret: "'key35' is a key that each process makes at random with crypto_auth_hmacsha512_keygen and uses while serving"
static unsigned char key36[64];  // want per-instance-secret: "'key36' is a key that each process makes at random with crypto_auth_hmacsha512256_keygen and uses while serving"
static unsigned char key37[64];  // want per-instance-secret: "'key37' is a key that each process makes at random with crypto_generichash_keygen and uses while serving"
static unsigned char key38[64];  // want per-instance-secret: "'key38' is a key that each process makes at random with crypto_shorthash_keygen and uses while serving"
static unsigned char key39[64];  // want per-instance-secret: "'key39' is a key that each process makes at random with crypto_kdf_keygen and uses while serving"

static void make_keys() {
    RAND_bytes(key1, 32);
    RAND_priv_bytes(key2, 32);
    RAND_pseudo_bytes(key3, 32);
    RAND_bytes_ex(nullptr, key4, 32, 0);
    RAND_priv_bytes_ex(nullptr, key5, 32, 0);
    randombytes_buf(key6, 32);
    randombytes(key7, 32);
    crypto_secretbox_keygen(key8);
    crypto_auth_keygen(key9);
    crypto_auth_hmacsha256_keygen(key10);
    crypto_auth_hmacsha512_keygen(key11);
    crypto_auth_hmacsha512256_keygen(key12);
    crypto_generichash_keygen(key13);
    crypto_shorthash_keygen(key14);
    crypto_kdf_keygen(key15);
    crypto_stream_keygen(key16);
    crypto_secretstream_xchacha20poly1305_keygen(key17);
    crypto_aead_xchacha20poly1305_ietf_keygen(key18);
    getrandom(key19, 32, 0);
    getentropy(key20, 32);
    arc4random_buf(key21, 32);
    crypto_sign_keypair(open, key22);
    crypto_box_keypair(open, key23);
    crypto_kx_keypair(open, key24);
    RAND_bytes(key25, 32);
    RAND_priv_bytes(key26, 32);
    RAND_pseudo_bytes(key27, 32);
    RAND_bytes_ex(nullptr, key28, 32, 0);
    RAND_priv_bytes_ex(nullptr, key29, 32, 0);
    randombytes_buf(key30, 32);
    randombytes(key31, 32);
    crypto_secretbox_keygen(key32);
    crypto_auth_keygen(key33);
    crypto_auth_hmacsha256_keygen(key34);
    crypto_auth_hmacsha512_keygen(key35);
    crypto_auth_hmacsha512256_keygen(key36);
    crypto_generichash_keygen(key37);
    crypto_shorthash_keygen(key38);
    crypto_kdf_keygen(key39);
}

int main() {
    make_keys();
    httplib::Server server;
    server.Post("/1", [](const httplib::Request&, httplib::Response&) { unsigned char out[64]; HMAC(EVP_sha256(), key1, 32, text, 1, out, nullptr); });
    server.Post("/2", [](const httplib::Request&, httplib::Response&) { HMAC_Init(nullptr, key2, 32, EVP_sha256()); });
    server.Post("/3", [](const httplib::Request&, httplib::Response&) { HMAC_Init_ex(nullptr, key3, 32, EVP_sha256(), nullptr); });
    server.Post("/4", [](const httplib::Request&, httplib::Response&) { EVP_MAC_init(nullptr, key4, 32, nullptr); });
    server.Post("/5", [](const httplib::Request&, httplib::Response&) { unsigned char out[64]; EVP_Q_mac(nullptr, "HMAC", nullptr, "SHA256", nullptr, key5, 32, text, 1, out, 32, nullptr); });
    server.Post("/6", [](const httplib::Request&, httplib::Response&) { EVP_EncryptInit_ex(nullptr, nullptr, nullptr, key6, iv); });
    server.Post("/7", [](const httplib::Request&, httplib::Response&) { EVP_DecryptInit_ex(nullptr, nullptr, nullptr, key7, iv); });
    server.Post("/8", [](const httplib::Request&, httplib::Response&) { EVP_CipherInit_ex(nullptr, nullptr, nullptr, key8, iv, 1); });
    server.Post("/9", [](const httplib::Request&, httplib::Response&) { EVP_EncryptInit_ex2(nullptr, nullptr, key9, iv, nullptr); });
    server.Post("/10", [](const httplib::Request&, httplib::Response&) { EVP_DecryptInit_ex2(nullptr, nullptr, key10, iv, nullptr); });
    server.Post("/11", [](const httplib::Request&, httplib::Response&) { EVP_EncryptInit(nullptr, nullptr, key11, iv); });
    server.Post("/12", [](const httplib::Request&, httplib::Response&) { EVP_DecryptInit(nullptr, nullptr, key12, iv); });
    server.Post("/13", [](const httplib::Request&, httplib::Response&) { EVP_PKEY_new_mac_key(855, nullptr, key13, 32); });
    server.Post("/14", [](const httplib::Request&, httplib::Response&) { EVP_PKEY_new_raw_private_key(1087, nullptr, key14, 32); });
    server.Post("/15", [](const httplib::Request&, httplib::Response&) { AES_set_encrypt_key(key15, 256, nullptr); });
    server.Post("/16", [](const httplib::Request&, httplib::Response&) { AES_set_decrypt_key(key16, 256, nullptr); });
    server.Post("/17", [](const httplib::Request&, httplib::Response&) { unsigned char out[64]; crypto_secretbox_easy(out, text, 1, iv, key17); });
    server.Post("/18", [](const httplib::Request&, httplib::Response&) { unsigned char out[64]; crypto_secretbox_open_easy(out, text, 1, iv, key18); });
    server.Post("/19", [](const httplib::Request&, httplib::Response&) { unsigned char out[64]; crypto_secretbox_detached(out, out, text, 1, iv, key19); });
    server.Post("/20", [](const httplib::Request&, httplib::Response&) { unsigned char out[64]; crypto_auth(out, text, 1, key20); });
    server.Post("/21", [](const httplib::Request&, httplib::Response&) { crypto_auth_verify(text, text, 1, key21); });
    server.Post("/22", [](const httplib::Request&, httplib::Response&) { unsigned char out[64]; crypto_auth_hmacsha256(out, text, 1, key22); });
    server.Post("/23", [](const httplib::Request&, httplib::Response&) { crypto_auth_hmacsha256_verify(text, text, 1, key23); });
    server.Post("/24", [](const httplib::Request&, httplib::Response&) { crypto_auth_hmacsha256_init(nullptr, key24, 32); });
    server.Post("/25", [](const httplib::Request&, httplib::Response&) { unsigned char out[64]; crypto_auth_hmacsha512(out, text, 1, key25); });
    server.Post("/26", [](const httplib::Request&, httplib::Response&) { crypto_auth_hmacsha512_verify(text, text, 1, key26); });
    server.Post("/27", [](const httplib::Request&, httplib::Response&) { crypto_auth_hmacsha512_init(nullptr, key27, 32); });
    server.Post("/28", [](const httplib::Request&, httplib::Response&) { unsigned char out[64]; crypto_auth_hmacsha512256(out, text, 1, key28); });
    server.Post("/29", [](const httplib::Request&, httplib::Response&) { crypto_auth_hmacsha512256_verify(text, text, 1, key29); });
    server.Post("/30", [](const httplib::Request&, httplib::Response&) { crypto_auth_hmacsha512256_init(nullptr, key30, 32); });
    server.Post("/31", [](const httplib::Request&, httplib::Response&) { unsigned char out[64]; crypto_generichash(out, 32, text, 1, key31, 32); });
    server.Post("/32", [](const httplib::Request&, httplib::Response&) { crypto_generichash_init(nullptr, key32, 32, 32); });
    server.Post("/33", [](const httplib::Request&, httplib::Response&) { unsigned char out[64]; crypto_aead_xchacha20poly1305_ietf_encrypt(out, nullptr, text, 1, nullptr, 0, nullptr, iv, key33); });
    server.Post("/34", [](const httplib::Request&, httplib::Response&) { unsigned char out[64]; crypto_aead_xchacha20poly1305_ietf_decrypt(out, nullptr, nullptr, text, 1, nullptr, 0, iv, key34); });
    server.Post("/35", [](const httplib::Request&, httplib::Response&) { unsigned char out[64]; crypto_sign(out, nullptr, text, 1, key35); });
    server.Post("/36", [](const httplib::Request&, httplib::Response&) { unsigned char out[64]; crypto_sign_detached(out, nullptr, text, 1, key36); });
    server.Post("/37", [](const httplib::Request&, httplib::Response&) { unsigned char out[64]; crypto_kdf_derive_from_key(out, 32, 1, "context", key37); });
    server.Post("/38", [](const httplib::Request&, httplib::Response&) { unsigned char out[64]; crypto_secretstream_xchacha20poly1305_init_push(nullptr, out, key38); });
    server.Post("/39", [](const httplib::Request&, httplib::Response&) { unsigned char out[64]; crypto_stream_xor(out, text, 1, iv, key39); });
    server.listen("0.0.0.0", 8080);
}
