// EVALSHA's bytes and EVAL's differ in two arguments at their begin.
#include "redis/request.h"

#include <array>
#include <new>
#include <vector>

#include <hiredis.h>

namespace stateless::redis {
namespace {

constexpr std::size_t usual_count = 16;

// A view of arguments that need no memory when they are few.
class Parts {
public:
    explicit Parts(std::size_t count) : count_(count) {
        if (count > usual_count) many_.resize(count);
    }
    void add(std::string_view part) { data()[filled_++] = part; }
    [[nodiscard]] std::string_view* data() { return many_.empty() ? few_.data() : many_.data(); }
    [[nodiscard]] std::size_t size() const { return count_; }

private:
    std::array<std::string_view, usual_count> few_;
    std::vector<std::string_view> many_;
    std::size_t count_, filled_ = 0;
};

}  // namespace

void Request::Freed::operator()(char* bytes) const { redisFreeSdsCommand(bytes); }

Request::Request(Args arguments) {
    Parts parts(arguments.size());
    for (const Arg& argument : arguments) parts.add(argument.view());
    format(parts.data(), parts.size());
}

Request::Request(const Script& script, Keys keys, Args arguments) {
    const Arg count(keys.size());
    Parts parts(3 + keys.size() + arguments.size());
    parts.add("EVALSHA");
    parts.add(script.sha1());
    parts.add(count.view());
    for (std::size_t at = 0; at < keys.size(); ++at) parts.add(keys[at]);
    for (const Arg& argument : arguments) parts.add(argument.view());
    format(parts.data(), parts.size());
}

void Request::format(const std::string_view* parts, std::size_t count) {
    std::array<const char*, usual_count> few_begins;
    std::array<std::size_t, usual_count> few_sizes;
    std::vector<const char*> many_begins(count > usual_count ? count : 0);
    std::vector<std::size_t> many_sizes(many_begins.size());
    const char** begins = many_begins.empty() ? few_begins.data() : many_begins.data();
    std::size_t* sizes = many_sizes.empty() ? few_sizes.data() : many_sizes.data();
    for (std::size_t at = 0; at < count; ++at) {
        begins[at] = parts[at].data();
        sizes[at] = parts[at].size();
    }
    char* bytes = nullptr;
    // Its sibling redisFormatCommandArgv goes through sprintf, and costs three times as much.
    const int size = redisFormatSdsCommandArgv(&bytes, static_cast<int>(count), begins, sizes);
    if (size < 0 || bytes == nullptr) throw std::bad_alloc();
    bytes_.reset(bytes);
    size_ = static_cast<std::size_t>(size);
}

std::string as_eval(std::string_view evalsha, const Script& script) {
    constexpr std::string_view replaced = "$7\r\nEVALSHA\r\n$40\r\n";
    const std::size_t at = evalsha.find(replaced);
    std::string eval(evalsha.substr(0, at));
    eval.append("$4\r\nEVAL\r\n$").append(std::to_string(script.source().size())).append("\r\n");
    eval.append(script.source());
    eval.append(evalsha.substr(at + replaced.size() + 40));
    return eval;
}

}  // namespace stateless::redis
