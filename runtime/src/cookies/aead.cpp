// The only file that calls OpenSSL for cookies.
#include "cookies/aead.h"

#include <memory>
#include <stdexcept>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/rand.h>

namespace stateless::detail {
namespace {

constexpr std::size_t tag_size = 16;
constexpr std::size_t nonce_size = 12;

struct Freed {
    void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};

void require(bool done, const char* what) {
    if (!done) throw std::runtime_error(std::string("stateless: OpenSSL: ") + what);
}

unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

/// HKDF-SHA256 of the key; wiped when it goes.
class Derived {
public:
    Derived(const SecretKey& key, std::string_view salt, std::string_view info) {
        const std::unique_ptr<EVP_PKEY_CTX, Freed> context(EVP_PKEY_CTX_new_id(EVP_PKEY_HKDF, nullptr));
        std::size_t size = bytes_.size();
        require(context && EVP_PKEY_derive_init(context.get()) == 1 &&
                    EVP_PKEY_CTX_set_hkdf_md(context.get(), EVP_sha256()) == 1 &&
                    EVP_PKEY_CTX_set1_hkdf_salt(context.get(), bytes_of(salt), static_cast<int>(salt.size())) == 1 &&
                    EVP_PKEY_CTX_set1_hkdf_key(context.get(), key.data(), static_cast<int>(key.size())) == 1 &&
                    EVP_PKEY_CTX_add1_hkdf_info(context.get(), bytes_of(info), static_cast<int>(info.size())) == 1 &&
                    EVP_PKEY_derive(context.get(), bytes_.data(), &size) == 1 && size == bytes_.size(),
                "key derivation");
    }
    ~Derived() { wipe(bytes_.data(), bytes_.size()); }
    Derived(const Derived&) = delete;
    Derived& operator=(const Derived&) = delete;

    [[nodiscard]] const unsigned char* key() const { return bytes_.data(); }
    [[nodiscard]] const unsigned char* nonce() const { return bytes_.data() + 32; }
    [[nodiscard]] const unsigned char* begin() const { return bytes_.data(); }

private:
    std::array<unsigned char, 32 + nonce_size> bytes_{};
};

using Cipher = std::unique_ptr<EVP_CIPHER_CTX, Freed>;

constexpr std::string_view message_info = "stateless cookie message";

}  // namespace

std::string aead_seal(const SecretKey& key, std::string_view associated, std::string_view plain) {
    std::string sealed(aead_overhead + plain.size(), '\0');
    require(RAND_bytes(bytes_of(sealed), static_cast<int>(aead_salt_size)) == 1, "random bytes");
    const Derived derived(key, std::string_view(sealed).substr(0, aead_salt_size), message_info);
    const Cipher cipher(EVP_CIPHER_CTX_new());
    int written = 0;
    require(cipher &&
                EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, derived.key(), derived.nonce()) == 1 &&
                EVP_EncryptUpdate(cipher.get(), nullptr, &written, bytes_of(associated),
                                  static_cast<int>(associated.size())) == 1 &&
                EVP_EncryptUpdate(cipher.get(), bytes_of(sealed) + aead_salt_size, &written, bytes_of(plain),
                                  static_cast<int>(plain.size())) == 1 &&
                EVP_EncryptFinal_ex(cipher.get(), bytes_of(sealed) + aead_salt_size + written, &written) == 1 &&
                EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, static_cast<int>(tag_size),
                                    bytes_of(sealed) + aead_salt_size + plain.size()) == 1,
            "encryption");
    return sealed;
}

std::optional<std::string> aead_open(const SecretKey& key, std::string_view associated, std::string_view sealed) {
    if (sealed.size() < aead_overhead) return std::nullopt;
    const std::string_view ciphertext = sealed.substr(aead_salt_size, sealed.size() - aead_overhead);
    std::string tag(sealed.substr(sealed.size() - tag_size));
    std::string plain(ciphertext.size(), '\0');
    const Derived derived(key, sealed.substr(0, aead_salt_size), message_info);
    const Cipher cipher(EVP_CIPHER_CTX_new());
    int written = 0;
    unsigned char rest[tag_size];
    const bool genuine =
        cipher && EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, derived.key(), derived.nonce()) == 1 &&
        EVP_DecryptUpdate(cipher.get(), nullptr, &written, bytes_of(associated), static_cast<int>(associated.size())) ==
            1 &&
        EVP_DecryptUpdate(cipher.get(), bytes_of(plain), &written, bytes_of(ciphertext),
                          static_cast<int>(ciphertext.size())) == 1 &&
        EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, static_cast<int>(tag_size), tag.data()) == 1 &&
        EVP_DecryptFinal_ex(cipher.get(), rest, &written) == 1;
    if (!genuine) return std::nullopt;
    return plain;
}

std::array<std::uint8_t, 4> key_id(const SecretKey& key) {
    const Derived derived(key, "stateless cookie key", "id");
    return {derived.begin()[0], derived.begin()[1], derived.begin()[2], derived.begin()[3]};
}

void wipe(void* memory, std::size_t size) noexcept { OPENSSL_cleanse(memory, size); }

}  // namespace stateless::detail
