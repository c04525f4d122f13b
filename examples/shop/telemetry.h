// What one replica says about itself: log lines and numbers for the scraper, which adds the replicas up.
#pragma once

#include <atomic>
#include <cstdio>
#include <ctime>
#include <mutex>
#include <sstream>
#include <string>

struct Metrics {
    std::atomic<unsigned long> requests{0};
    std::atomic<unsigned long> errors{0};
    std::atomic<unsigned long> queries{0};
    std::atomic<unsigned long> scans{0};
};

inline Metrics& metrics() {
    static Metrics instance;
    return instance;
}

inline std::string render_metrics() {
    std::ostringstream out;
    out << "shop_requests_total " << metrics().requests << "\n"
        << "shop_errors_total " << metrics().errors << "\n"
        << "shop_queries_total " << metrics().queries << "\n"
        << "shop_scans_total " << metrics().scans << "\n";
    return out.str();
}

inline std::mutex log_mutex;
inline unsigned long log_lines_written = 0;

inline const char* timestamp() {
    thread_local char buffer[32];
    std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    std::strftime(buffer, sizeof buffer, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return buffer;
}

inline void log_line(const char* level, const std::string& text) {
    std::lock_guard lock(log_mutex);
    ++log_lines_written;
    std::fprintf(stderr, "%s %s #%lu %s\n", timestamp(), level, log_lines_written, text.c_str());
}
