// A server that keeps what users bring on its own disk: uploads, settings, a journal, images, exports.

//--- files.h
#pragma once
#include <cstdio>
#include <fstream>
#include <map>
#include <mutex>
#include <string>

// Opens what it is told to; who calls it decides.
class DataFile {
public:
    bool open(const std::string& path, const char* mode);
    void append(const std::string& line);
    void close();

private:
    std::FILE* file_ = nullptr;
};

class Notes {
public:
    void put(const std::string& user, const std::string& text);
    void flush();

private:
    std::mutex mutex_;
    std::map<std::string, std::string> notes_;  // want handler-captured-state: "'notes_'"
};

// The journal stays open from start to end.
class Ledger {
public:
    Ledger() : out_("ledger.dat", std::ios::app) {}
    void book(const std::string& entry) {
        out_ << entry << '\n';  // want local-file-state: "'out_' is written .* POST /book" via "POST /book > Ledger::book"
        out_.flush();
    }

private:
    std::ofstream out_;
};

std::string folder();
void export_orders(const std::string& name);
void replace_settings(const std::string& user, const std::string& json);
void attach(const std::string& id, const std::string& data);
void reserve(const std::string& id);
void count_download(const std::string& id);

//--- files.cpp
#include "files.h"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>

#include <sys/mman.h>

namespace fs = std::filesystem;

std::string folder() { return "./data/"; }

bool DataFile::open(const std::string& path, const char* mode) {
    file_ = std::fopen(path.c_str(), mode);  // want local-file-state: "is written to this replica's disk, reached from POST /import"
    return file_ != nullptr;
}
void DataFile::append(const std::string& line) { std::fputs(line.c_str(), file_); }
void DataFile::close() { std::fclose(file_); }

void Notes::put(const std::string& user, const std::string& text) {
    std::lock_guard<std::mutex> lock(mutex_);
    notes_[user] = text;
}

// What a thread saves every minute is gone with the machine.
void Notes::flush() {
    std::lock_guard<std::mutex> lock(mutex_);
    std::ofstream out;
    out.open("notes.json");  // want local-file-state: "'notes.json' is written .* thread"
    for (auto& [user, text] : notes_) out << user << text;
}

void export_orders(const std::string& name) {
    std::FILE* file = fopen((folder() + name).c_str(), "wb");  // want local-file-state: "'./data/"
    if (!file) return;
    fprintf(file, "id;total\n");
    fclose(file);
}

// Written beside, then moved: one file, one finding.
void replace_settings(const std::string& user, const std::string& json) {
    const std::string target = "settings/" + user + ".json";
    const std::string draft = target + ".new";
    {
        std::ofstream out(draft, std::ios::trunc);  // want local-file-state: "'settings/..."
        out << json;
    }
    fs::rename(draft, target);
}

void attach(const std::string& id, const std::string& data) {
    const int fd = ::open(id.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);  // want local-file-state: "open"
    if (fd < 0) return;
    if (::write(fd, data.data(), data.size()) < 0) fs::remove(id);
    ::close(fd);
}

void reserve(const std::string& id) {
    std::fstream seats("seats.db", std::ios::in | std::ios::out);  // want local-file-state: "'seats.db'"
    seats.seekp(4);
    seats << id;
}

// A counter in a mapped file.
void count_download(const std::string& id) {
    const int fd = open("downloads.bin", O_RDWR | O_CREAT, 0600);  // want local-file-state: "'downloads.bin'"
    void* memory = mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    ++static_cast<int*>(memory)[id.size()];
    munmap(memory, 4096);
    close(fd);
}

//--- main.cpp
#include <httplib.h>

#include <chrono>
#include <filesystem>
#include <thread>

#include "files.h"

int main() {
    httplib::Server svr;
    Notes notes;
    Ledger ledger;
    svr.Post("/avatar", [](const httplib::Request& req, httplib::Response& res) {
        std::string path = "uploads/" + req.get_param_value("user") + ".png";
        std::ofstream out(path, std::ios::binary);  // want local-file-state: "'uploads/....png' is written .* POST /avatar"
        out.write(req.body.data(), static_cast<std::streamsize>(req.body.size()));
        if (!out) {
            std::filesystem::remove(path);
            res.status = 500;
        }
    });
    svr.Post("/import", [](const httplib::Request& req, httplib::Response&) {
        DataFile file;
        if (!file.open(folder() + "import.csv", "a")) return;
        file.append(req.body);
        file.close();
    });
    svr.Post("/publish", [](const httplib::Request& req, httplib::Response&) {
        std::filesystem::copy_file("drafts/" + req.body, "public/" + req.body);  // want local-file-state: "'public/"
    });
    svr.Post("/note", [&](const httplib::Request& req, httplib::Response&) { notes.put(req.path, req.body); });
    svr.Post("/book", [&](const httplib::Request& req, httplib::Response&) { ledger.book(req.body); });
    svr.Post("/export", [](const httplib::Request& req, httplib::Response&) { export_orders(req.body); });
    svr.Post("/settings", [](const httplib::Request& req, httplib::Response&) { replace_settings(req.path, req.body); });
    svr.Post("/attach", [](const httplib::Request& req, httplib::Response&) { attach(req.path, req.body); });
    svr.Post("/seat", [](const httplib::Request& req, httplib::Response&) { reserve(req.body); });
    svr.Get("/download", [](const httplib::Request& req, httplib::Response&) { count_download(req.path); });
    std::thread saver([&] {
        while (true) {
            std::this_thread::sleep_for(std::chrono::minutes(1));
            notes.flush();
        }
    });
    svr.listen("0.0.0.0", 8080);
}
