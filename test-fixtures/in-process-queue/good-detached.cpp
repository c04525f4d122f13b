// Threads and tasks that tempt: awaited, answering the client themselves, serving a client, logging, upkeep, at the start.

//--- work.h
#pragma once
#include <libpq-fe.h>

#include <functional>
#include <future>
#include <string>
#include <thread>
#include <vector>

PGconn* pooled();
void run(const std::string& sql);
std::string fetched(const std::string& url);
void write_log(const std::string& line);

std::string joined_before_the_answer(const std::string& text);
std::string awaited_before_the_answer(const std::string& text);
std::string waits_in_its_destructor(const std::string& text);
std::string all_joined(const std::vector<std::string>& parts);
void only_logs(const std::string& text);
void only_computes(const std::string& text);
void warms_up_at_the_start();
void restarts_the_machine();
std::string runs_a_program_and_waits(const std::string& text);

//--- work.cpp
#include "work.h"

#include <curl/curl.h>

#include <chrono>
#include <cstdlib>
#include <fstream>

void run(const std::string& sql) { PQexec(pooled(), sql.c_str()); }

std::string fetched(const std::string& url) {
    CURL* curl = curl_easy_init();
    curl_easy_setopt(curl, CURLOPT_URL, url.c_str());
    curl_easy_perform(curl);
    return url;
}

void write_log(const std::string& line) { std::ofstream("server.log", std::ios::app) << line; }

std::string joined_before_the_answer(const std::string& text) {
    std::thread worker([text] { run("INSERT INTO orders VALUES ('" + text + "')"); });
    worker.join();
    return text;
}

std::string awaited_before_the_answer(const std::string& text) {
    auto left = std::async(std::launch::async, fetched, text);
    auto right = std::async(std::launch::async, fetched, text + "/");
    return left.get() + right.get();
}

std::string waits_in_its_destructor(const std::string& text) {
    auto written = std::async(std::launch::async, [text] { run("INSERT INTO notes VALUES ('" + text + "')"); });
    return text;
}

std::string all_joined(const std::vector<std::string>& parts) {
    std::vector<std::thread> workers;
    for (auto& part : parts) workers.emplace_back([part] { run("UPDATE parts SET seen = true WHERE id = " + part); });
    for (auto& worker : workers) worker.join();
    return "done";
}

void only_logs(const std::string& text) {
    std::thread([text] { write_log(text); }).detach();
}

void only_computes(const std::string& text) {
    std::thread([text] { (void)std::hash<std::string>{}(text); }).detach();
}

void warms_up_at_the_start() {
    std::thread([] { run("INSERT INTO starts VALUES (1)"); }).detach();
    std::thread([] { std::system("find /tmp -name 'old-*' -delete"); }).detach();
}

void restarts_the_machine() {
    std::thread([] {
        std::this_thread::sleep_for(std::chrono::seconds(1));
        std::system("sudo /sbin/reboot -f");
    }).detach();
}

std::string runs_a_program_and_waits(const std::string& text) {
    std::thread worker([text] { std::system(("convert " + text).c_str()); });
    worker.join();
    return text;
}

//--- sockets.cpp
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "work.h"

static void thread_of_one_client(int client) {
    char text[128];
    const long size = recv(client, text, sizeof text, 0);
    if (size > 0) run("INSERT INTO lines VALUES (1)");
    send(client, "ok", 2, 0);
    close(client);
}

void accepts_clients(int listener) {
    for (;;) {
        const int client = accept(listener, nullptr, nullptr);
        std::thread(thread_of_one_client, client).detach();
    }
}

//--- drogon.cpp
#include <drogon/HttpController.h>
#include <drogon/drogon.h>

#include "work.h"

using Callback = std::function<void(const drogon::HttpResponsePtr&)>;

class Reports : public drogon::HttpController<Reports> {
public:
    METHOD_LIST_BEGIN
    ADD_METHOD_TO(Reports::answered_by_the_thread, "/report", drogon::Post);
    METHOD_LIST_END

    void answered_by_the_thread(const drogon::HttpRequestPtr&, Callback&& callback) {
        std::thread([callback = std::move(callback)] {
            run("INSERT INTO reports VALUES (1)");
            callback(drogon::HttpResponse::newHttpResponse());
        }).detach();
    }
};

//--- main.cpp
#include <httplib.h>

#include "work.h"

void accepts_clients(int listener);

int main() {
    warms_up_at_the_start();
    httplib::Server svr;
    svr.Post("/order", [](const httplib::Request& req, httplib::Response& res) {
        std::string text = joined_before_the_answer(req.body) + awaited_before_the_answer(req.body);
        text += waits_in_its_destructor(req.body) + all_joined({req.body});
        only_logs(text);
        only_computes(text);
        restarts_the_machine();
        text += runs_a_program_and_waits(text);
        res.set_content(text, "text/plain");
    });
    std::thread raw([] { accepts_clients(3); });
    svr.listen("0.0.0.0", 8080);
}
