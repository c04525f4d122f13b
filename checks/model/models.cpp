// Reads the model files and answers questions about names from hash tables: the questions come for every call and every
// type of the program.
#include "model/models.h"

#include <algorithm>
#include <array>
#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <map>
#include <utility>

#include "model/glob_index.h"
#include "model/lexicon.h"
#include "model/misuse.h"
#include "model/model_file.h"

namespace stateless::lint {
namespace {

namespace fs = std::filesystem;

/// FNV-1a, 64 bits: short, the same on every platform; nobody forges model files against themselves.
class Digest {
public:
    void add(const std::string& text) {
        for (const unsigned char byte : text) step(byte);
        for (std::size_t length = text.size(), i = 0; i < 8; ++i, length >>= 8) step(length & 0xff);
    }

    std::string hex() const {
        std::array<char, 17> text{};
        std::snprintf(text.data(), text.size(), "%016" PRIx64, state_);
        return text.data();
    }

private:
    void step(std::uint64_t byte) { state_ = (state_ ^ byte) * 0x100000001b3U; }

    std::uint64_t state_ = 0xcbf29ce484222325U;
};

std::vector<fs::path> model_files_in(const fs::path& folder) {
    std::error_code error;
    std::vector<std::pair<std::string, fs::path>> found;
    for (fs::recursive_directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
        if (at->path().extension() == ".json" && at->is_regular_file()) {
            found.emplace_back(at->path().lexically_relative(folder).generic_string(), at->path());
        }
    }
    if (error) throw Misuse(folder.string() + ": the folder of models cannot be read: " + error.message());
    if (found.empty()) throw Misuse(folder.string() + ": holds no models (*.json)");
    std::sort(found.begin(), found.end());
    std::vector<fs::path> files;
    for (auto& [name, path] : found) files.push_back(std::move(path));
    return files;
}

bool is_source(const std::string& path) {
    static constexpr std::array endings{".c", ".cc", ".cpp", ".cxx", ".c++", ".C"};
    return std::any_of(endings.begin(), endings.end(), [&](const char* ending) { return path.ends_with(ending); });
}

/// Where an element of a list in one of the models is: by file, then by position.
struct At {
    std::size_t file;
    std::size_t position;
};

}  // namespace

struct Models::Index {
    std::array<GlobIndex, model_lists.size()> lists;
    GlobIndex headers{"/"};
    GlobIndex generated{"/"};
    GlobIndex sources{"/"};
    std::unordered_map<std::string, GlobIndex> types;  // by kind
    Lexicon lexicon;
    std::vector<At> sinks;
    std::vector<At> roots;
    GlobIndex sink_calls;  // values are positions in `sinks`; those below, in `roots`
    GlobIndex root_calls;
    GlobIndex root_overrides;

    void add(const Model& model, std::size_t file) {
        for (std::size_t i = 0; i < model_lists.size(); ++i) {
            for (const std::string& glob : model.*model_lists[i].second) lists[i].add(glob, file);
        }
        for (const std::string& glob : model.headers)
            (glob.starts_with('*') ? generated : is_source(glob) ? sources : headers).add(glob, file);
        for (const TypeModel& type : model.types) types[type.kind].add(type.name, file);
        for (const LexiconModel& words : model.lexicon) {
            for (const std::string& token : words.tokens) lexicon.add(words.purpose, token);
        }
        for (std::size_t i = 0; i < model.sinks.size(); ++i) {
            sink_calls.add(model.sinks[i].call, sinks.size());
            sinks.push_back({file, i});
        }
        for (std::size_t i = 0; i < model.roots.size(); ++i) {
            if (!model.roots[i].call.empty()) root_calls.add(model.roots[i].call, roots.size());
            if (!model.roots[i].override_of.empty()) root_overrides.add(model.roots[i].override_of, roots.size());
            roots.push_back({file, i});
        }
    }

    const GlobIndex& list(ModelList member) const {
        std::size_t i = 0;
        while (model_lists[i].second != member) ++i;
        return lists[i];
    }
};

Models Models::of(std::vector<Model> files, std::string digest) {
    auto index = std::make_shared<Index>();
    for (std::size_t i = 0; i < files.size(); ++i) index->add(files[i], i);
    Models models;
    models.files_ = std::move(files);
    models.digest_ = std::move(digest);
    models.index_ = std::move(index);
    return models;
}

Models Models::load(const fs::path& folder) { return load(folder, {}); }

Models Models::load(const fs::path& folder, const std::vector<JsonDocument>& extra) {
    const fs::path root = folder.has_filename() ? folder : folder.parent_path();
    std::vector<JsonDocument> documents;
    for (const fs::path& path : model_files_in(root)) documents.push_back(JsonDocument::read(path));
    documents.insert(documents.end(), extra.begin(), extra.end());
    const JsonDocument schema = JsonDocument::read((root / ".." / "schema" / "model.schema.json").lexically_normal());
    std::vector<Model> files;
    std::map<std::string, fs::path> names;
    Digest digest;
    for (const JsonDocument& document : documents) {
        document.check(schema);
        check_globs(document);
        digest.add(document.value().dump());
        files.push_back(model_from(document));
        const Model& model = files.back();
        const auto [known, fresh] = names.try_emplace(model.name, model.file);
        if (!fresh)
            document.refuse(nlohmann::json::json_pointer("/name"),
                            "there is a model '" + model.name + "' already, in " + known->second.string());
    }
    return of(std::move(files), digest.hex());
}

bool Models::is_library_file(const std::string& path) const {
    if (!index_) return false;
    const GlobIndex& globs = is_source(path) ? index_->sources : index_->headers;
    for (std::size_t start = 0; start < path.size();) {
        if (path[start] != '/' && globs.any(path.substr(start))) return true;
        const std::size_t slash = path.find('/', start);
        if (slash == std::string::npos) break;
        start = slash + 1;
    }
    return is_generated_file(path);
}

bool Models::is_generated_file(const std::string& path) const { return index_ && index_->generated.any(path); }

bool Models::is_library_name(const std::string& qualified) const {
    if (!index_) return false;
    const GlobIndex& namespaces = index_->list(&Model::namespaces);
    for (std::size_t end = qualified.find("::"); end != std::string::npos; end = qualified.find("::", end + 2)) {
        if (namespaces.any(qualified.substr(0, end))) return true;
    }
    return namespaces.any(qualified);
}

bool Models::matches(std::vector<std::string> Model::* list, const std::string& qualified) const {
    return index_ && index_->list(list).any(qualified);
}

bool Models::shows_serving(const std::string& qualified_call) const {
    return std::any_of(files_.begin(), files_.end(), [&](const Model& model) {
        if (model.also_for_clients) return false;
        return std::any_of(model.serving_calls.begin(), model.serving_calls.end(),
                           [&](const std::string& glob) { return glob_match(glob, qualified_call); });
    });
}

bool Models::is_type(const std::string& qualified, const std::string& kind) const {
    if (!index_) return false;
    const auto names = index_->types.find(kind);
    return names != index_->types.end() && names->second.any(qualified);
}

bool Models::is_type(const std::string& qualified) const {
    return index_ && std::any_of(index_->types.begin(), index_->types.end(),
                                 [&](const auto& kind) { return kind.second.any(qualified); });
}

bool Models::suggests(const std::string& identifier, const std::string& purpose) const {
    return index_ && index_->lexicon.suggests(identifier, purpose);
}

std::vector<const SinkModel*> Models::sinks(const std::string& qualified_call) const {
    std::vector<const SinkModel*> found;
    if (!index_) return found;
    for (const std::size_t i : index_->sink_calls.all(qualified_call)) {
        found.push_back(&files_[index_->sinks[i].file].sinks[index_->sinks[i].position]);
    }
    return found;
}

std::vector<const RootModel*> Models::roots_by_call(const std::string& qualified_call) const {
    std::vector<const RootModel*> found;
    if (!index_) return found;
    for (const std::size_t i : index_->root_calls.all(qualified_call)) {
        found.push_back(&files_[index_->roots[i].file].roots[index_->roots[i].position]);
    }
    return found;
}

std::vector<const RootModel*> Models::roots_by_override(const std::string& qualified_method) const {
    std::vector<const RootModel*> found;
    if (!index_) return found;
    for (const std::size_t i : index_->root_overrides.all(qualified_method)) {
        found.push_back(&files_[index_->roots[i].file].roots[index_->roots[i].position]);
    }
    return found;
}

std::vector<const RootModel*> Models::roots() const {
    std::vector<const RootModel*> found;
    for (const Model& model : files_) {
        for (const RootModel& root : model.roots) found.push_back(&root);
    }
    return found;
}

}  // namespace stateless::lint
