// Reports as workflow commands of GitHub Actions, read back as its runner reads them.
#include <map>
#include <sstream>

#include <gtest/gtest.h>

#include "output_samples.h"

namespace stateless::lint {
namespace {

struct Command {
    std::string name;
    std::map<std::string, std::string> properties;
    std::string message;
};

std::string unescaped(std::string text, bool property) {
    const auto replace = [&](const std::string& from, const std::string& to) {
        for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
            text.replace(at, from.size(), to);
    };
    replace("%0D", "\r");
    replace("%0A", "\n");
    if (property) {
        replace("%3A", ":");
        replace("%2C", ",");
    }
    replace("%25", "%");
    return text;
}

/// The runner's rules: "::name key=value,key=value::message", values unescaped after the text is taken apart.
std::vector<Command> commands_in(const std::string& text) {
    std::vector<Command> result;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        EXPECT_TRUE(line.starts_with("::")) << line;
        const std::size_t end = line.find("::", 2);
        const std::string head = line.substr(2, end - 2);
        Command command;
        command.name = head.substr(0, head.find(' '));
        command.message = unescaped(line.substr(end + 2), false);
        std::istringstream properties(head.substr(std::min(head.size(), command.name.size() + 1)));
        for (std::string property; std::getline(properties, property, ',');) {
            const std::size_t equals = property.find('=');
            command.properties[property.substr(0, equals)] = unescaped(property.substr(equals + 1), true);
        }
        result.push_back(std::move(command));
    }
    return result;
}

TEST(GithubOutput, SaysWhereAndWhyInOneCommand) {
    Report report = sample_report();
    report.gaps = {sample_gap()};
    report.remarks = {sample_remark()};
    const std::vector<Command> commands = commands_in(render_github(report, sample_catalog(), sample_sources()));
    ASSERT_EQ(commands.size(), 3u);
    EXPECT_EQ(commands[0].name, "warning");
    EXPECT_EQ(commands[0].properties, (std::map<std::string, std::string>{{"file", "a b.cpp"},
                                                                          {"line", "2"},
                                                                          {"endLine", "2"},
                                                                          {"col", "14"},
                                                                          {"endColumn", "18"},
                                                                          {"title", "stateless-mutable-global"}}));
    EXPECT_EQ(commands[0].message, "'hits' is changed while serving GET /hit; keep it in a shared store\n"
                                   "  GET /hit (main.cpp:7)\n  bump[]\n  changes 'hits' with ++ (a b.cpp:4)");
    EXPECT_EQ(commands[1].name, "error");
    EXPECT_EQ(commands[1].properties.at("title"), "unit-not-parsed");
    EXPECT_EQ(commands[2].name, "notice");
}

TEST(GithubOutput, IsSilentWithoutFindings) {
    Report report = sample_report();
    report.findings = {suppressed_finding()};
    EXPECT_EQ(render_github(report, sample_catalog(), sample_sources()), "");
}

TEST(GithubOutput, LetsNoTextBecomeACommand) {
    const Report report = hostile_report();
    const std::vector<Command> commands = commands_in(render_github(report, sample_catalog(), sample_sources()));
    ASSERT_EQ(commands.size(), 4u);
    EXPECT_EQ(commands[0].properties.size(), 6u);
    EXPECT_EQ(commands[0].properties.at("file"), shown_file(report, report.findings[0].span.file));
    EXPECT_TRUE(commands[0].message.starts_with(report.findings[0].message.substr(0, 100)));
}

}  // namespace
}  // namespace stateless::lint
