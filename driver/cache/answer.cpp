// The order of the questions is part of the digest, so both sides go through them sorted.
#include "cache/answer.h"

#include <algorithm>

namespace stateless::lint {
namespace {

void append_number(std::string& out, std::size_t number) {
    for (; number >= 0x80; number >>= 7) out += static_cast<char>(0x80 | (number & 0x7f));
    out += static_cast<char>(number);
}

}  // namespace

void AnswerHasher::add(std::string_view path, unsigned asked, const Answer& answer) {
    hasher_.add(path);
    std::uint64_t told = asked;
    if (asked & ask_kind) {
        told |= static_cast<std::uint64_t>(static_cast<unsigned char>(answer.kind)) << 8;
        if (answer.kind != '-' && answer.kind != '!') {
            const auto [at, fresh] = identities_.try_emplace({answer.device, answer.inode}, identities_.size());
            told |= at->second << 24;
        }
    }
    if (asked & ask_own) told |= std::uint64_t{answer.own} << 16;
    hasher_.add_number(told);
    if (asked & ask_content) hasher_.add_digest(answer.content);
    if (asked & ask_listing) hasher_.add_digest(answer.listing);
    if (asked & ask_real_path) hasher_.add(answer.real_path);
}

std::string encode(const QuestionSet& questions) {
    std::string out;
    std::string_view before;
    for (const auto& [path, asked] : questions) {
        const std::size_t shared = static_cast<std::size_t>(
            std::mismatch(before.begin(), before.end(), path.begin(), path.end()).first - before.begin());
        append_number(out, asked);
        append_number(out, shared);
        append_number(out, path.size() - shared);
        out.append(path, shared);
        before = path;
    }
    return out;
}

bool QuestionReader::number(std::size_t& number) {
    number = 0;
    for (unsigned shift = 0; shift < 56 && !left_.empty(); shift += 7) {
        const auto byte = static_cast<unsigned char>(left_.front());
        left_.remove_prefix(1);
        number |= static_cast<std::size_t>(byte & 0x7f) << shift;
        if (byte < 0x80) return true;
    }
    return false;
}

bool QuestionReader::next(std::string_view& path, unsigned& asked) {
    if (left_.empty() || failed_) return false;
    std::size_t what = 0;
    std::size_t shared = 0;
    std::size_t length = 0;
    failed_ = !number(what) || !number(shared) || !number(length) || what > every_ask || shared > path_.size() ||
              length > left_.size();
    if (failed_) return false;
    path_.resize(shared);
    path_ += left_.substr(0, length);
    left_.remove_prefix(length);
    path = path_;
    asked = static_cast<unsigned>(what);
    return true;
}

}  // namespace stateless::lint
