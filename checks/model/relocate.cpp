// Goes through every field that names a file or an entity. Texts of the program, such as literals, stay what they are.
#include "model/relocate.h"

#include <string_view>
#include <type_traits>

#include "model/fact_fields.h"

namespace stateless::lint {
namespace {

class Renamer {
public:
    Renamer(const std::string& from, const std::string& to) : from_(from + "/"), to_(to + "/") {}

    template <typename Fact>
    void object(Fact& fact) {
        fact_fields::list(fact, *this);
    }

    template <typename T>
    void operator()(std::string_view key, T& member, const std::type_identity_t<T>& = {}) {
        if constexpr (std::is_same_v<T, std::string>) {
            // A type without a name is called by its place, in a signature too.
            if (key == "signature" || key == "name") rename_inside(member);
        } else {
            rename(member);
        }
    }
    void entity(const char*, EntityId& id) const { rename_inside(id); }
    void entity(const char*, std::vector<EntityId>& ids) const {
        for (EntityId& id : ids) rename_inside(id);
    }
    void file(const char*, std::string& name) const {
        if (name.starts_with(from_)) name.replace(0, from_.size(), to_);
    }

private:
    /// An entity's name holds a file's name where that tells it from others.
    void rename_inside(EntityId& id) const {
        for (std::size_t at = id.find(from_); at != id.npos; at = id.find(from_, at + to_.size()))
            id.replace(at, from_.size(), to_);
    }

    void rename(Span& span) { file("", span.file); }
    template <typename T>
    void rename(std::vector<T>& elements) {
        for (T& element : elements) rename(element);
    }
    template <typename T>
    void rename(T& value) {
        if constexpr (std::is_class_v<T> && !std::is_same_v<T, std::string>) object(value);
    }

    const std::string from_;
    const std::string to_;
};

}  // namespace

void relocate(UnitFacts& facts, const std::string& from, const std::string& to) {
    if (from == to) return;
    Renamer renamer(from, to);
    renamer.file("main_file", facts.main_file);
    const auto section = [&](const char*, auto& list) {
        for (auto& fact : list) renamer.object(fact);
    };
    fact_fields::sections(facts, section);
}

}  // namespace stateless::lint
