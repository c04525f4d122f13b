// .stateless.json: what it says, where it is found, and each complaint with its line.
#include <gtest/gtest.h>

#include "cli/config.h"
#include "model/models.h"
#include "unit/model_temporary_folder.h"

namespace stateless::lint {
namespace {

using lint::testing::refusal;
using lint::testing::TemporaryFolder;

class Configuration : public ::testing::Test {
protected:
    TemporaryFolder folder;
    Catalog catalog = Catalog::load(STATELESS_SOURCE_DIR "/rules/catalog");

    Config read(const std::string& text) {
        return read_config(folder.write("p/.stateless.json", text), catalog,
                           STATELESS_SOURCE_DIR "/rules/schema/config.schema.json");
    }
    std::string refused(const std::string& text) {
        std::string reason = refusal([&] { read(text); });
        const std::string prefix = (folder.path() / "p/.stateless.json").string();
        return reason.starts_with(prefix) ? reason.substr(prefix.size()) : reason;
    }
};

TEST_F(Configuration, SaysEverythingItMay) {
    folder.write("p/lint/own.json", "{}");
    const Config config = read(R"({
        "rules": {"zero-ttl": {"enabled": false},
                  "stateless-direct-db-port": {"options": {"allowed-ports": [6432, 7000]}}},
        "exclude": ["gen", "!external/mine"],
        "models": ["lint/own.json"]})");
    EXPECT_EQ(config.disabled_rules, std::vector<std::string>{"zero-ttl"});
    EXPECT_EQ(config.options.at("direct-db-port").at("allowed-ports"), "[6432,7000]");
    EXPECT_EQ(config.exclusions, (std::vector<std::string>{"gen", "!external/mine"}));
    ASSERT_EQ(config.models.size(), 1u);
    EXPECT_EQ(config.models[0].file(), (folder.path() / "p/lint/own.json").string());
    EXPECT_EQ(config.folder, (folder.path() / "p").string());
}

TEST_F(Configuration, MayBeEmpty) {
    const Config config = read("{}");
    EXPECT_TRUE(config.disabled_rules.empty() && config.options.empty() && config.exclusions.empty() &&
                config.models.empty());
}

TEST_F(Configuration, MayHaveComments) {
    EXPECT_EQ(read("{ // one \"rules\": {\n/* two\n } */ \"exclude\": [\"a//b\", \"\\\"/*c\"]}").exclusions,
              (std::vector<std::string>{"a//b", "\"/*c"}));
    EXPECT_EQ(refused("{ // one\n/* two\n*/ \"rulez\": {}}"), ":3: unknown key 'rulez'");
    EXPECT_TRUE(refused("{\n/* never closed }").starts_with(":2: no valid JSON"));
    EXPECT_TRUE(refused("{\n\"a // }").starts_with(":2: no valid JSON"));
}

TEST_F(Configuration, ReadsModelsWithComments) {
    folder.write("p/own.json", "// ours\n{\"name\": \"own\" /* short */}");
    EXPECT_EQ(read("{\"models\": [\"own.json\"]}").models.at(0).value().at("name"), "own");
}

TEST_F(Configuration, RefusesWhatNobodyWrote) {
    const auto file = folder.write("p/own.json", "{\"name\": \"" + std::string(5 << 20, 'x') + "\"}");
    EXPECT_EQ(refused("{\"models\": [\"own.json\"]}"), file.string() + ":1: larger than 4 MB");
    EXPECT_EQ(refused(std::string(5 << 20, ' ')), ":1: larger than 4 MB");
}

TEST_F(Configuration, IsNotFollowedOutOfTheTree) {
    folder.write("outside.json", "{}");
    folder.write("p/src/a.cpp", "");
    folder.write("p/.git/HEAD", "");
    std::filesystem::create_symlink(folder.path() / "outside.json", folder.path() / "p/.stateless.json");
    EXPECT_NE(refusal([&] { find_config(folder.path() / "p/src"); }).find("leads out of the source tree"),
              std::string::npos);
    folder.write("p/lint/mine.json", "{}");
    std::filesystem::create_symlink("../lint/mine.json", folder.path() / "p/src/.stateless.json");
    EXPECT_EQ(find_config(folder.path() / "p/src"), folder.path() / "p/src/.stateless.json");
    std::filesystem::remove_all(folder.path() / "p/.git");
    EXPECT_NE(refusal([&] { find_config(folder.path() / "p/src"); }).find("leads out"), std::string::npos);
}

TEST_F(Configuration, IsRefusedWithTheLine) {
    EXPECT_TRUE(refused("{\n\"rules\": }").starts_with(":2: no valid JSON"));
    EXPECT_EQ(refused("{\n\n\"rulez\": {}}"), ":3: unknown key 'rulez'");
    EXPECT_TRUE(refused("{\"exclude\":\n \"gen\"}").starts_with(":1: ")) << refused("{\"exclude\":\n \"gen\"}");
    EXPECT_TRUE(refused("{\"rules\": {\n\"no-such-rule\": {}}}").starts_with(":2: there is no rule 'no-such-rule'"));
    EXPECT_TRUE(refused("{\"rules\": {\n\"zero-ttl\": {\n\"enabled\": 1}}}").starts_with(":3: "));
    EXPECT_TRUE(
        refused("{\"rules\": {\"direct-db-port\": {\"options\": {\n\"no-such-option\": 1}}}}").starts_with(":2: "));
    EXPECT_TRUE(refused("{\"rules\": {\"direct-db-port\": {\"options\": {\n\n\"allowed-ports\": \"x\"}}}}")
                    .starts_with(":3: "));
}

TEST_F(Configuration, ReadsModelsOfItsOwnFolderOnly) {
    folder.write("outside.json", "{}");
    folder.write("p/inside.json", "{}");
    std::filesystem::create_symlink(folder.path() / "outside.json", folder.path() / "p/link.json");
    EXPECT_EQ(refused("{\"models\": [\n\"../outside.json\"]}"),
              ":2: the model '../outside.json' lies outside this folder");
    EXPECT_EQ(refused("{\"models\": [\n\"link.json\"]}"), ":2: the model 'link.json' lies outside this folder");
    EXPECT_EQ(refused("{\"models\": [\"inside.json\",\n\"none.json\"]}"), ":2: there is no file 'none.json'");
    EXPECT_TRUE(refused("{\"models\": [\"" + (folder.path() / "outside.json").string() + "\"]}").find("lies outside") !=
                std::string::npos);
}

TEST_F(Configuration, HoldsModelsItself) {
    const Config config = read("{\"models\": [\n{\"name\": \"ours\", \"types\": {\"exempt\": [\"acme::Bag\"]}}]}");
    ASSERT_EQ(config.models.size(), 1u);
    EXPECT_EQ(config.models[0].value().at("name"), "ours");
    const std::filesystem::path models = STATELESS_SOURCE_DIR "/rules/models";
    EXPECT_TRUE(Models::load(models, config.models).is_type("acme::Bag", "exempt"));

    const Config wrong = read("{\"models\": [\n{\"name\": \"ours\",\n\"types\": {\n\"exempted\": []}}]}");
    EXPECT_EQ(refusal([&] { Models::load(models, wrong.models); }),
              (folder.path() / "p/.stateless.json").string() + ":4: /types: unknown key 'exempted'");
    EXPECT_TRUE(refused("{\"models\": [\n7]}").starts_with(":2: "));
}

TEST_F(Configuration, IsFoundUpToTheTopOfTheWorkTree) {
    const auto file = folder.write("p/.stateless.json", "{}");
    const auto source = folder.write("p/src/deep/a.cpp", "");
    EXPECT_EQ(find_config(source), file);
    EXPECT_EQ(find_config(source.parent_path()), file);
    folder.write("p/src/.git/HEAD", "");
    EXPECT_EQ(find_config(source), std::nullopt);
}

}  // namespace
}  // namespace stateless::lint
