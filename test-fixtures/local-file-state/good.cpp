// Files that tempt: logs, temporary files, caches, devices, files that are only read, and writes at start-up.

//--- files.h
#pragma once
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <string>

class Logger {
public:
    static Logger& instance();
    void write(const std::string& line);
    void rotate();

private:
    std::mutex mutex_;
    std::ofstream out_;
};

// What the asynchronous logger appends to; by itself it does not say so.
class AppendFile {
public:
    explicit AppendFile(const std::string& name);
    void append(const char* line, std::size_t size);

private:
    std::FILE* file_;
};

class TemporaryFile {
public:
    explicit TemporaryFile(const std::string& prefix) : path_("/tmp/" + prefix) {}
    ~TemporaryFile() { std::filesystem::remove(path_); }
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

std::string removed_at_the_end(const std::string& body);
std::string removed_on_every_way(const std::string& body);
std::string removed_by_its_destructor(const std::string& body);
std::string removed_by_a_guard(const std::string& body);
std::string given_away_and_removed_by_the_caller(const std::string& body);
std::string opened_for_both_and_only_read(const std::string& name);
std::string only_read(const std::string& name);
std::string without_a_name(const std::string& body);
void downloaded_again_when_lost(const std::string& url, const std::string& body);
void to_a_device(const std::string& text);
void says_that_it_crashed(const std::string& reason);
void to_a_file_called_log(const std::string& line);
void only_deletes(const std::string& name);
void only_makes_a_folder(const std::string& name);
void detach_from_the_terminal();
void write_defaults_when_the_program_starts();

//--- files.cpp
#include "files.h"

#include <fcntl.h>
#include <unistd.h>

#include <memory>
#include <sstream>

Logger& Logger::instance() {
    static Logger logger;
    return logger;
}
void Logger::write(const std::string& line) {
    std::lock_guard<std::mutex> lock(mutex_);
    if (!out_.is_open()) out_.open("server.txt", std::ios::app);
    out_ << line << '\n';
}
void Logger::rotate() {
    AppendFile next("rotated.txt");
    next.append("begin", 5);
}

AppendFile::AppendFile(const std::string& name) : file_(std::fopen(name.c_str(), "ae")) {}
void AppendFile::append(const char* line, std::size_t size) { std::fwrite(line, 1, size, file_); }

static std::string convert(const std::string& path) { return only_read(path); }

std::string removed_at_the_end(const std::string& body) {
    const std::string path = "/var/spool/convert-" + std::to_string(body.size());
    std::ofstream(path) << body;
    std::string result = convert(path);
    std::remove(path.c_str());
    return result;
}

std::string removed_on_every_way(const std::string& body) {
    std::string path = "upload.part";
    std::ofstream out(path, std::ios::binary);
    out << body;
    out.close();
    if (body.empty()) {
        unlink(path.c_str());
        return "empty";
    }
    std::string result = convert(path);
    unlink(path.c_str());
    return result;
}

std::string removed_by_its_destructor(const std::string& body) {
    TemporaryFile file("convert");
    std::ofstream out(file.path());
    out << body;
    out.close();
    return convert(file.path());
}

std::string removed_by_a_guard(const std::string& body) {
    std::string path = "part";
    auto guard = std::shared_ptr<void>(nullptr, [&](void*) { std::filesystem::remove(path); });
    std::ofstream out(path);
    out << body;
    return convert(path);
}

static std::string spooled(const std::string& body) {
    std::string path = "spool/" + std::to_string(body.size());
    std::ofstream out(path);
    out << body;
    return path;
}
std::string given_away_and_removed_by_the_caller(const std::string& body) {
    const std::string file = spooled(body);
    std::string result = convert(file);
    std::filesystem::remove(file);
    return result;
}

std::string opened_for_both_and_only_read(const std::string& name) {
    std::FILE* file = std::fopen(name.c_str(), "rb+");
    char bytes[64] = {};
    if (file && std::fread(bytes, 1, sizeof bytes - 1, file) == 0) return {};
    if (file) std::fclose(file);
    std::fstream both(name);
    std::string line;
    std::getline(both, line);
    const int fd = open(name.c_str(), O_RDWR);
    close(fd);
    return line + bytes;
}

std::string only_read(const std::string& name) {
    std::ifstream in(name);
    std::FILE* file = std::fopen(name.c_str(), "r");
    if (file) std::fclose(file);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

std::string without_a_name(const std::string& body) {
    std::FILE* file = std::tmpfile();
    std::fwrite(body.data(), 1, body.size(), file);
    std::fclose(file);
    char name[] = "/tmp/partXXXXXX";
    const int fd = mkstemp(name);
    unlink(name);
    close(fd);
    return body;
}

void downloaded_again_when_lost(const std::string& url, const std::string& body) {
    std::ofstream out("cache/" + url);
    out << body;
}

void to_a_device(const std::string& text) {
    std::ofstream("/dev/ttyUSB0") << text;
    std::ofstream("/proc/self/oom_score_adj") << 100;
}

void says_that_it_crashed(const std::string& reason) { std::ofstream("crash.txt") << reason; }

void to_a_file_called_log(const std::string& line) {
    std::ofstream out("requests.log", std::ios::app);
    out << line;
}

void only_deletes(const std::string& name) { std::filesystem::remove("uploads/" + name); }

void only_makes_a_folder(const std::string& name) { std::filesystem::create_directories("uploads/" + name); }

void detach_from_the_terminal() {
    const int fd = open("/dev/null", O_RDWR);
    dup2(fd, 0);
    close(fd);
}

void write_defaults_when_the_program_starts() { std::ofstream("server.conf") << "port=8080\n"; }

//--- main.cpp
#include <httplib.h>

#include <thread>

#include "files.h"

static void log_thread_body() { AppendFile("today.txt").append("x", 1); }

int main() {
    write_defaults_when_the_program_starts();
    std::ofstream("server.pid") << 1;
    httplib::Server svr;
    svr.Post("/convert", [](const httplib::Request& req, httplib::Response& res) {
        Logger::instance().write("convert");
        Logger::instance().rotate();
        std::string text = removed_at_the_end(req.body) + removed_on_every_way(req.body);
        text += removed_by_its_destructor(req.body) + removed_by_a_guard(req.body);
        text += given_away_and_removed_by_the_caller(req.body) + without_a_name(req.body);
        res.set_content(text, "text/plain");
    });
    svr.Get("/file", [](const httplib::Request& req, httplib::Response& res) {
        res.set_content(only_read(req.path) + opened_for_both_and_only_read(req.path), "text/plain");
    });
    svr.Post("/rest", [](const httplib::Request& req, httplib::Response&) {
        downloaded_again_when_lost(req.path, req.body);
        to_a_device(req.body);
        says_that_it_crashed(req.body);
        to_a_file_called_log(req.body);
        only_deletes(req.body);
        only_makes_a_folder(req.body);
        detach_from_the_terminal();
    });
    std::thread flusher(log_thread_body);
    svr.listen("0.0.0.0", 8080);
}
