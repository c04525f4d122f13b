// Static storage that changes while serving and carries nothing from one request to the next: set-up that a request
// sets off once, buffers that are always overwritten, and what belongs to one client. Names say why each is safe.

//--- tables.cpp
#include <cstdio>
#include <ctime>
#include <fstream>
#include <map>
#include <mutex>
#include <string>

static std::map<std::string, std::string> filled_under_a_flag;
static unsigned char filled_after_an_early_return[256];
static int filled = 0;

static void fill_words() {
    std::ifstream in("words.txt");
    std::string word, meaning;
    while (in >> word >> meaning) filled_under_a_flag[word] = meaning;
}

std::string meaning_of(const std::string& word) {
    static bool flag_tested_before_it_is_set = false;
    if (!flag_tested_before_it_is_set) {
        fill_words();
        flag_tested_before_it_is_set = true;
    }
    auto found = filled_under_a_flag.find(word);
    return found == filled_under_a_flag.end() ? "" : found->second;
}

static void fill_squares() {
    if (filled) return;
    for (int i = 0; i < 256; ++i) filled_after_an_early_return[i] = static_cast<unsigned char>(i * i);
    filled = 1;
}

int square_of(unsigned char number) {
    fill_squares();
    return filled_after_an_early_return[number];
}

class Hosts {
public:
    bool blocks(const std::string& host) {
        if (!callers_test_it_) load();
        return filled_by_a_function_that_runs_once_.count(host) > 0;
    }

private:
    void load() {
        std::ifstream in("hosts.txt");
        for (std::string host; in >> host;) filled_by_a_function_that_runs_once_[host] = true;
        callers_test_it_ = true;
    }
    std::map<std::string, bool> filled_by_a_function_that_runs_once_;
    bool callers_test_it_ = false;
};
static Hosts hosts;

class Alphabet {
public:
    static const Alphabet& checked_twice_through_a_copy() {
        Alphabet* alphabet = instance_;
        if (alphabet == nullptr) {
            std::lock_guard<std::mutex> guard(mutex_);
            alphabet = instance_;
            if (alphabet == nullptr) {
                alphabet = new Alphabet;
                alphabet->set_before_others_see_it_ = "abcdefgh";
                instance_ = alphabet;
            }
        }
        return *alphabet;
    }
    char at(unsigned long n) const { return set_before_others_see_it_[n % set_before_others_see_it_.size()]; }

private:
    static Alphabet* instance_;
    static std::mutex mutex_;
    std::string set_before_others_see_it_;
};
Alphabet* Alphabet::instance_ = nullptr;
std::mutex Alphabet::mutex_;

bool allowed(const std::string& host) {
    return !hosts.blocks(host) && Alphabet::checked_twice_through_a_copy().at(host.size()) != 'a';
}

const char* colour(int number) {
    static char measured_by_sizeof_and_overwritten[16];
    snprintf(measured_by_sizeof_and_overwritten, sizeof(measured_by_sizeof_and_overwritten), "#%06x", number);
    return measured_by_sizeof_and_overwritten;
}

thread_local std::string overwritten_by_whoever_hands_it_out;
static const std::string& bracketed(const std::string& text) {
    overwritten_by_whoever_hands_it_out.assign("[");
    overwritten_by_whoever_hands_it_out.append(text);
    return overwritten_by_whoever_hands_it_out;
}
static std::size_t measured(const std::string& text) { return text.size(); }
std::size_t length_of(const std::string& text) { return measured(bracketed(text)); }

static std::string overwritten_in_each_case;
std::string answer(int kind, const std::string& name) {
    switch (kind) {
    case 0:
        overwritten_in_each_case = "hello ";
        overwritten_in_each_case += name;
        return overwritten_in_each_case;
    default: return name;
    }
}

//--- context.h
#pragma once
#include <string>

struct Request {
    std::string user;
};

class Scope {
public:
    explicit Scope(Request request) : request_(std::move(request)) {
        outer_ = points_to_the_request_at_hand_;
        points_to_the_request_at_hand_ = &request_;
    }
    ~Scope() { points_to_the_request_at_hand_ = outer_; }
    static const Request* current() { return points_to_the_request_at_hand_; }

private:
    Request request_;
    Request* outer_ = nullptr;
    static thread_local Request* points_to_the_request_at_hand_;
};

//--- main.cpp
#include <httplib.h>
#include <stdlib.h>

#include <cstdint>
#include <cstdio>
#include <memory>
#include <vector>

#include "context.h"

std::string meaning_of(const std::string& word);
int square_of(unsigned char number);
bool allowed(const std::string& host);
const char* colour(int number);
std::size_t length_of(const std::string& text);
std::string answer(int kind, const std::string& name);

thread_local Request* Scope::points_to_the_request_at_hand_ = nullptr;
thread_local std::string stored_and_never_looked_at;

static unsigned seed_of_the_librarys_engine = 42;
static std::uint64_t rng_state = 88172645463325252ULL;
static std::uint64_t next_random() {
    rng_state ^= rng_state << 13;
    rng_state ^= rng_state >> 7;
    return rng_state;
}

// Nothing of one request is ever seen by the next.
static std::vector<std::unique_ptr<std::string>> taken_from_or_made;
static std::unique_ptr<std::string> take() {
    if (taken_from_or_made.empty()) return std::make_unique<std::string>();
    auto one = std::move(taken_from_or_made.back());
    taken_from_or_made.pop_back();
    one->clear();
    return one;
}

// Two of them, and each reads its file once.
class Page {
public:
    explicit Page(const char* file) : file_(file) {}
    std::string with(const std::string& name) {
        if (text_.empty()) load();
        return text_ + name;
    }

private:
    void load() {
        char part[64];
        FILE* file = fopen(file_, "r");
        while (file && fgets(part, sizeof part, file)) text_ += part;
        if (file) fclose(file);
    }
    const char* file_;
    std::string text_;
};
static Page welcome_page("welcome.html");
static std::unique_ptr<Page> mail_page;
static Page& made_when_first_needed() {
    if (!mail_page) mail_page.reset(new Page("mail.html"));
    return *mail_page;
}

static thread_local char filled_and_returned[32];
static const char* text_of(long n) {
    return snprintf(filled_and_returned, sizeof filled_and_returned, "%ld", n) > 0 ? filled_and_returned : "";
}

int main() {
    httplib::Server svr;
    svr.Get("/reused", [](const httplib::Request& req, httplib::Response& res) {
        auto text = take();
        *text += req.path;
        res.set_content(welcome_page.with(*text) + made_when_first_needed().with(text_of(3)), "text/plain");
        taken_from_or_made.push_back(std::move(text));
    });
    svr.Get("/meaning", [](const httplib::Request& req, httplib::Response& res) {
        Scope scope({req.path});
        stored_and_never_looked_at = req.path;
        res.set_content(meaning_of(req.body) + Scope::current()->user, "text/plain");
    });
    svr.Get("/square", [](const httplib::Request& req, httplib::Response& res) {
        int number = square_of(7) + static_cast<int>(next_random() % 6) + rand_r(&seed_of_the_librarys_engine);
        res.set_content(colour(number) + answer(0, req.body) + std::to_string(length_of(req.body)), "text/plain");
    });
    svr.Get("/page", [](const httplib::Request& req, httplib::Response& res) {
        if (allowed(req.body)) res.set_content(req.path, "text/plain");
    });
    svr.listen("0.0.0.0", 8080);
}
