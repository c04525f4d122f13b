// A mock of jwt-cpp.
#pragma once

#include <chrono>
#include <string>
#include <utility>

namespace jwt {

namespace algorithm {
struct hmacsha {
    hmacsha(std::string key, std::string name);
};
struct hs256 : public hmacsha {
    explicit hs256(std::string key);
};
struct hs384 : public hmacsha {
    explicit hs384(std::string key);
};
struct hs512 : public hmacsha {
    explicit hs512(std::string key);
};
struct rs256 {
    explicit rs256(const std::string& public_key, const std::string& private_key = "",
                   const std::string& public_key_password = "", const std::string& private_key_password = "");
};
struct rs384 {
    explicit rs384(const std::string& public_key, const std::string& private_key = "",
                   const std::string& public_key_password = "", const std::string& private_key_password = "");
};
struct rs512 {
    explicit rs512(const std::string& public_key, const std::string& private_key = "",
                   const std::string& public_key_password = "", const std::string& private_key_password = "");
};
struct es256 {
    explicit es256(const std::string& public_key, const std::string& private_key = "",
                   const std::string& public_key_password = "", const std::string& private_key_password = "");
};
struct es384 {
    explicit es384(const std::string& public_key, const std::string& private_key = "",
                   const std::string& public_key_password = "", const std::string& private_key_password = "");
};
struct es512 {
    explicit es512(const std::string& public_key, const std::string& private_key = "",
                   const std::string& public_key_password = "", const std::string& private_key_password = "");
};
struct es256k {
    explicit es256k(const std::string& public_key, const std::string& private_key = "",
                    const std::string& public_key_password = "", const std::string& private_key_password = "");
};
struct ps256 {
    explicit ps256(const std::string& public_key, const std::string& private_key = "",
                   const std::string& public_key_password = "", const std::string& private_key_password = "");
};
struct ps384 {
    explicit ps384(const std::string& public_key, const std::string& private_key = "",
                   const std::string& public_key_password = "", const std::string& private_key_password = "");
};
struct ps512 {
    explicit ps512(const std::string& public_key, const std::string& private_key = "",
                   const std::string& public_key_password = "", const std::string& private_key_password = "");
};
struct ed25519 {
    explicit ed25519(const std::string& public_key, const std::string& private_key = "",
                     const std::string& public_key_password = "", const std::string& private_key_password = "");
};
struct ed448 {
    explicit ed448(const std::string& public_key, const std::string& private_key = "",
                   const std::string& public_key_password = "", const std::string& private_key_password = "");
};
}  // namespace algorithm

class builder {
public:
    builder& set_issuer(std::string str);
    builder& set_subject(std::string str);
    builder& set_expires_at(const std::chrono::system_clock::time_point& d);
    template <typename Algo>
    std::string sign(const Algo& algo) const {
        (void)algo;
        return {};
    }
};
builder create();

class decoded_jwt {
public:
    std::string get_subject() const;
};
decoded_jwt decode(const std::string& token);

class verifier {
public:
    template <typename Algorithm>
    verifier& allow_algorithm(Algorithm alg) {
        (void)alg;
        return *this;
    }
    void verify(const decoded_jwt& jwt) const;
};
verifier verify();

}  // namespace jwt
