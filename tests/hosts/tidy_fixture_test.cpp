// Every fixture that is one unit, through clang-tidy with the plugin: its findings, with places, words and paths, are
// the command-line program's.
#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "fixtures/fixture.h"
#include "hosts/tidy_project.h"

namespace stateless::lint {
namespace {

namespace fs = std::filesystem;
using fixtures::Expectation;
using fixtures::Fixture;
using fixtures::Section;
using lint::testing::Outcome;
using lint::testing::TidyProject;

const fs::path fixture_folder = STATELESS_SOURCE_DIR "/test-fixtures";

std::set<std::string> rule_ids() {
    std::set<std::string> ids;
    for (const auto& file : fs::directory_iterator(STATELESS_SOURCE_DIR "/rules/catalog"))
        ids.insert(file.path().stem().string());
    return ids;
}

Fixture read_fixture(const std::string& name) {
    return fixtures::parse_fixture(name, lint::testing::read_file(fixture_folder / name), rule_ids());
}

std::vector<std::string> one_unit_fixtures() {
    std::vector<std::string> names = fixtures::discover_fixtures(fixture_folder);
    std::erase_if(names, [](const std::string& name) {
        const Fixture fixture = read_fixture(name);
        return std::count_if(fixture.sections.begin(), fixture.sections.end(),
                             [](const Section& section) { return section.is_unit(); }) != 1;
    });
    return names;
}

class OneUnitFixture : public ::testing::TestWithParam<std::string> {};

TEST_P(OneUnitFixture, GivesTheSameInBothHosts) {
    const Fixture fixture = read_fixture(GetParam());
    const TidyProject project;
    std::string unit;
    for (const Section& section : fixture.sections) {
        project.write("server/" + section.name, section.text);
        if (section.is_unit()) unit = "server/" + section.name;
    }
    project.compiles({unit});

    const Outcome tidy = project.tidy({"--quiet", unit});
    const std::vector<std::string> found = project.diagnostics(tidy);
    EXPECT_EQ(found, lint::testing::diagnostics_in(project.lint().out, project.path())) << tidy.err;
    const auto expected = std::count_if(fixture.expectations.begin(), fixture.expectations.end(),
                                        [](const Expectation& each) { return each.kind != Expectation::Kind::misses; });
    EXPECT_EQ(found.size(), static_cast<std::size_t>(expected));
    EXPECT_EQ(tidy.status, 0) << tidy.out << tidy.err;
}

std::string test_name(const ::testing::TestParamInfo<std::string>& info) {
    std::string name = info.param.substr(0, info.param.rfind('.'));
    std::replace_if(name.begin(), name.end(), [](char c) { return !isalnum(static_cast<unsigned char>(c)); }, '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Fixtures, OneUnitFixture, ::testing::ValuesIn(one_unit_fixtures()), test_name);

}  // namespace
}  // namespace stateless::lint
