// Two kinds of files. "<command>.asked" has the questions that were asked when the command was last run; more than one
// set if they differed. "<command + questions + answers>.facts" has the facts. With the questions at hand, today's
// answers give the name of today's facts, and if they were ever made, they are there.
#include "cache/fact_cache.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <vector>

#include <sys/stat.h>
#include <unistd.h>

#include "cli/files.h"
#include "model/facts_bytes.h"
#include "model/misuse.h"
#include "clang/Basic/Version.h"
#include "llvm/Support/MemoryBuffer.h"

namespace stateless::lint {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view magic = "stateless-cache1";  // changes with the form of the files
constexpr std::size_t most_question_sets = 4;

/// What the compiler's driver reads besides files and flags.
constexpr const char* environment[] = {"CPATH",
                                       "C_INCLUDE_PATH",
                                       "CPLUS_INCLUDE_PATH",
                                       "OBJC_INCLUDE_PATH",
                                       "OBJCPLUS_INCLUDE_PATH",
                                       "COMPILER_PATH",
                                       "GCC_EXEC_PREFIX",
                                       "SDKROOT",
                                       "SOURCE_DATE_EPOCH"};

Digest origin_of(const ExtractOptions& options) {
    Hasher hasher;
    hasher.add(magic);
    hasher.add(extract_build_id());
    hasher.add(clang::getClangFullVersion());
    hasher.add(options.models->digest());
    hasher.add(options.source_root);
    hasher.add_number(options.whole_headers);
    for (const char* name : environment) {
        const char* value = std::getenv(name);
        hasher.add(value ? value : "");
    }
    return hasher.finish();
}

void append_part(std::string& out, std::string_view part) {
    const std::uint64_t size = part.size();
    out.append(reinterpret_cast<const char*>(&size), sizeof size);
    out += part;
}

bool take_part(std::string_view& from, std::string_view& part) {
    std::uint64_t size = 0;
    if (from.size() < sizeof size) return false;
    std::memcpy(&size, from.data(), sizeof size);
    from.remove_prefix(sizeof size);
    if (size > from.size()) return false;
    part = from.substr(0, size);
    from.remove_prefix(size);
    return true;
}

/// What is kept, with what shows that it is whole.
std::string framed(std::string_view content) {
    const Digest digest = digest_of(content);
    std::string text(magic);
    text.append(reinterpret_cast<const char*>(digest.data()), digest.size());
    return text += content;
}

/// None if it is not what framed() made.
std::optional<std::string> unframed(std::string_view text) {
    Digest digest{};
    if (!text.starts_with(magic) || text.size() < magic.size() + digest.size()) return std::nullopt;
    std::memcpy(digest.data(), text.data() + magic.size(), digest.size());
    text.remove_prefix(magic.size() + digest.size());
    return digest == digest_of(text) ? std::optional<std::string>(text) : std::nullopt;
}

/// A ".asked" file.
struct Asked {
    double seconds = -1;
    std::vector<std::string_view> question_sets;
};

std::optional<Asked> parse_asked(std::string_view text) {
    Asked result;
    std::string_view part;
    if (!take_part(text, part) || part.size() != sizeof result.seconds) return std::nullopt;
    std::memcpy(&result.seconds, part.data(), sizeof result.seconds);
    while (!text.empty()) {
        if (!take_part(text, part)) return std::nullopt;
        result.question_sets.push_back(part);
    }
    return result;
}

/// A ".asked" file that begins with the latest questions, and has some of those `before`.
std::string asked_now(std::string_view latest, double seconds, const std::optional<std::string>& before) {
    std::string asked;
    append_part(asked, {reinterpret_cast<const char*>(&seconds), sizeof seconds});
    append_part(asked, latest);
    if (const auto old = before ? parse_asked(*before) : std::nullopt) {
        std::size_t kept = 1;
        for (const std::string_view set : old->question_sets) {
            if (set == latest || kept == most_question_sets) continue;
            append_part(asked, set);
            ++kept;
        }
    }
    return asked;
}

fs::path file_named(const fs::path& folder, const std::string& name, const char* kind) {
    return folder / name.substr(0, 2) / (name.substr(2) + kind);
}

/// Used again: among the last to go. Not at each use, since that would write to the disk at each run.
void mark_used(const fs::path& file) {
    std::error_code ignored;
    const auto now = fs::file_time_type::clock::now();
    if (now - fs::last_write_time(file, ignored) > std::chrono::hours(1)) fs::last_write_time(file, now, ignored);
}

}  // namespace

fs::path default_cache_folder() {
    const auto absolute = [](const char* value) { return value && *value == '/'; };
    if (const char* cache = std::getenv("XDG_CACHE_HOME"); absolute(cache)) return fs::path(cache) / "stateless-lint";
    if (const char* home = std::getenv("HOME"); absolute(home)) return fs::path(home) / ".cache" / "stateless-lint";
    return {};
}

std::string prepare_cache_folder(const fs::path& folder) {
    std::error_code error;
    if (!fs::exists(folder, error)) {
        fs::create_directories(folder.parent_path(), error);
        if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) return std::strerror(errno);
    }
    struct stat status{};
    if (::stat(folder.c_str(), &status) != 0) return std::strerror(errno);
    if (!S_ISDIR(status.st_mode)) return "is no folder";
    if (status.st_mode & S_IWOTH) return "anybody can write to it, and so decide what is found";
    const uid_t user = ::geteuid();
    if (status.st_uid != user && user != 0) return "belongs to somebody else, who could decide what is found";
    if (::access(folder.c_str(), R_OK | W_OK | X_OK) != 0) return std::strerror(errno);
    return {};
}

FactCache::FactCache(CacheSettings settings, const ExtractOptions& options)
    : settings_(std::move(settings)), origin_(origin_of(options)), disk_(options.is_user_file) {}

Digest FactCache::key_of(const UnitCommand& command) const {
    Hasher hasher;
    hasher.add_digest(origin_);
    hasher.add(command.directory);
    hasher.add(command.file);
    for (const std::string& argument : command.arguments) hasher.add(argument);
    return hasher.finish();
}

fs::path FactCache::file(const Digest& key, const char* kind) const {
    return file_named(settings_.folder, to_hex(key), kind);
}

std::optional<UnitFacts> FactCache::facts_named(const fs::path& folder, const std::string& name) {
    const std::optional<std::string> bytes = load(file_named(folder, name, ".facts"));
    return bytes ? from_bytes(*bytes) : std::nullopt;
}

std::optional<std::string> FactCache::load(const fs::path& file) {
    const auto buffer = llvm::MemoryBuffer::getFile(file.native(), false, /*RequiresNullTerminator=*/false);
    if (!buffer) return std::nullopt;
    if (auto content = unframed({(*buffer)->getBufferStart(), (*buffer)->getBufferSize()})) {
        mark_used(file);
        return content;
    }
    std::error_code ignored;
    fs::remove(file, ignored);
    return std::nullopt;
}

bool FactCache::save(const fs::path& file, const std::string& content) const {
    std::error_code ignored;
    fs::create_directory(file.parent_path(), ignored);
    try {
        write_atomically(file, framed(content));
    } catch (const Misuse&) {
        return false;  // the disk is full or read-only: the next run extracts again
    }
    return true;
}

void FactCache::save_questions(const Digest& key, std::string_view latest, double seconds) const {
    const fs::path to = file(key, ".asked");
    save(to, asked_now(latest, seconds, load(to)));
}

Digest FactCache::digest_of_answers(const Digest& key, std::string_view questions, bool& complete) {
    AnswerHasher hasher(key);
    QuestionReader reader(questions);
    std::string_view path;
    unsigned asked = 0;
    while (reader.next(path, asked)) disk_.add_answer(path, asked, hasher);
    complete = reader.complete();
    return hasher.finish();
}

FactCache::Found FactCache::look_up(const UnitCommand& command) {
    Found found;
    const Digest key = key_of(command);
    const std::optional<std::string> text = load(file(key, ".asked"));
    const std::optional<Asked> asked = text ? parse_asked(*text) : std::nullopt;
    if (!asked) return found;
    found.seconds_before = asked->seconds;
    for (const std::string_view questions : asked->question_sets) {
        bool complete = false;
        const Digest name = digest_of_answers(key, questions, complete);
        if (!complete) continue;
        const fs::path facts_file = file(name, ".facts");
        const std::optional<std::string> bytes = load(facts_file);
        if (!bytes) continue;
        found.facts = from_bytes(*bytes);
        found.name = name;
        if (found.facts) break;
        std::error_code ignored;
        fs::remove(facts_file, ignored);
    }
    return found;
}

std::optional<Digest> FactCache::keep(const UnitCommand& command, const Recording& recording, const std::string& bytes,
                                      double seconds) {
    if (recording.is_unsteady) return std::nullopt;
    const Digest key = key_of(command);
    AnswerHasher hasher(key);
    QuestionSet questions;
    for (const auto& [path, answer] : recording.answers) {
        hasher.add(path, answer.asked, answer);
        questions.emplace_hint(questions.end(), path, answer.asked);
    }
    const Digest name = hasher.finish();
    if (!save(file(name, ".facts"), bytes)) return std::nullopt;

    save_questions(key, encode(questions), seconds);
    return name;
}

std::vector<FactCache::Found> FactCache::look_up_shared(const std::vector<const UnitCommand*>& commands) {
    std::vector<Found> found(commands.size());
    std::vector<Digest> keys;
    std::vector<std::string> names;
    for (const UnitCommand* command : commands) {
        keys.push_back(key_of(*command));
        names.push_back(to_hex(keys.back()) + ".asked");
    }
    struct Wanted {
        std::size_t unit;
        Digest name;
        std::string questions;
        double seconds;
    };
    std::vector<Wanted> wanted;
    const auto asked_texts = settings_.shared->load(names);
    names.clear();
    for (std::size_t unit = 0; unit < commands.size(); ++unit) {
        const auto text = asked_texts[unit] ? unframed(*asked_texts[unit]) : std::nullopt;
        const auto asked = text ? parse_asked(*text) : std::nullopt;
        if (!asked) continue;
        found[unit].seconds_before = asked->seconds;
        for (const std::string_view questions : asked->question_sets) {
            bool complete = false;
            const Digest name = digest_of_answers(keys[unit], questions, complete);
            if (!complete) continue;
            wanted.push_back({unit, name, std::string(questions), asked->seconds});
            names.push_back(to_hex(name) + ".facts");
        }
    }
    const auto facts_texts = settings_.shared->load(names);
    for (std::size_t at = 0; at < wanted.size(); ++at) {
        Found& unit = found[wanted[at].unit];
        const auto bytes = facts_texts[at] && !unit.facts ? unframed(*facts_texts[at]) : std::nullopt;
        if (!bytes) continue;
        unit.facts = from_bytes(*bytes);
        if (!unit.facts) continue;
        unit.name = wanted[at].name;
        if (save(file(wanted[at].name, ".facts"), *bytes))
            save_questions(keys[wanted[at].unit], wanted[at].questions, wanted[at].seconds);
    }
    return found;
}

void FactCache::share(const std::vector<std::pair<const UnitCommand*, std::string>>& units) {
    constexpr std::size_t at_once = 16;
    for (std::size_t begin = 0; begin < units.size(); begin += at_once) {
        const std::size_t end = std::min(begin + at_once, units.size());
        std::vector<std::string> names;
        for (std::size_t at = begin; at < end; ++at) names.push_back(to_hex(key_of(*units[at].first)) + ".asked");
        const auto there = settings_.shared->load(names);
        std::vector<std::pair<std::string, std::string>> texts;
        for (std::size_t at = begin; at < end; ++at) {
            const auto text = load(file(key_of(*units[at].first), ".asked"));
            const auto asked = text ? parse_asked(*text) : std::nullopt;
            const auto bytes = load(file_named(settings_.folder, units[at].second, ".facts"));
            if (!asked || asked->question_sets.empty() || !bytes) continue;
            const auto& before = there[at - begin];
            const std::string questions =
                asked_now(asked->question_sets.front(), asked->seconds, before ? unframed(*before) : std::nullopt);
            texts.emplace_back(units[at].second + ".facts", framed(*bytes));
            texts.emplace_back(names[at - begin], framed(questions));
        }
        if (!settings_.shared->save(texts)) return;
    }
}

}  // namespace stateless::lint
