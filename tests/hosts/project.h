// A small server in a temporary folder: sources in src/, a compile database in build/, and stateless-lint run on them.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "hosts/program.h"

namespace stateless::lint::testing {

class Project : public ::testing::Test {
protected:
    using Words = std::vector<std::string>;

    TemporaryFolder folder;
    nlohmann::json database = nlohmann::json::array();

    /// Serves by a plain loop, since that needs no large headers, and calls bump() for each client.
    static constexpr const char* server = "#include <sys/socket.h>\n"
                                          "#include <unistd.h>\n"
                                          "void bump();\n"
                                          "int main() {\n"
                                          "    char buffer[64];\n"
                                          "    for (;;) {\n"
                                          "        int client = accept(3, nullptr, nullptr);\n"
                                          "        read(client, buffer, sizeof buffer);\n"
                                          "        bump();\n"
                                          "    }\n"
                                          "}\n";
    static constexpr const char* counter = "static int hits = 0;\nvoid bump() { ++hits; }\n";

    void SetUp() override { add("server.cpp", server); }

    void write(const std::string& name, const std::string& text) { folder.write("src/" + name, text); }

    /// A source that the database compiles.
    void add(const std::string& name, const std::string& text, const Words& flags = {}) {
        write(name, text);
        compile(name, flags);
    }
    void compile(const std::string& name, const Words& flags = {}) {
        Words arguments{"g++", "-std=c++20"};
        arguments.insert(arguments.end(), flags.begin(), flags.end());
        arguments.insert(arguments.end(), {"-c", "../src/" + name});
        database.push_back(
            {{"directory", (folder.path() / "build").string()}, {"file", "../src/" + name}, {"arguments", arguments}});
    }

    Outcome lint(Words arguments = {}) {
        folder.write("build/compile_commands.json", database.dump(1));
        Words words{STATELESS_LINT_BINARY, "-p", "build"};
        words.insert(words.end(), arguments.begin(), arguments.end());
        return run_program(words, folder.path());
    }

    /// "file:line:column entity" of each finding, in the order of the report; files as they are named below src/.
    Words places(Words arguments = {}) {
        arguments.insert(arguments.end(), {"--format", "json"});
        const Outcome outcome = lint(std::move(arguments));
        Words result;
        const nlohmann::json report = nlohmann::json::parse(outcome.out, nullptr, false);
        EXPECT_TRUE(report.is_object()) << outcome.out << outcome.err;
        if (!report.is_object()) return result;
        for (const auto& finding : report["findings"]) {
            const auto& place = finding["place"];
            const std::string name = finding["entity"];
            std::string file = place["file"];
            if (file.starts_with("src/")) file.erase(0, 4);
            result.push_back(file + ":" + std::to_string(place["line"].get<int>()) + ":" +
                             std::to_string(place["column"].get<int>()) + " " + name);
        }
        return result;
    }
};

}  // namespace stateless::lint::testing
