// Regions of clouds in text: a region's name by itself, and host names that a region is part of. Takes the names from
// its caller; refuses to know which cloud a region belongs to.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace stateless::lint {

class Regions {
public:
    /// Globs of names as clouds write them: "eu-west-?", "westeurope".
    explicit Regions(std::vector<std::string> names) : names_(std::move(names)) {}

    /// The text is a region's name, or that of a zone in it: "us-east-1", "us-central1-a".
    bool is_region(const std::string& text) const;

    struct InHost {
        std::string region;
        std::string host;  // as written, '?' for what is not known
    };
    /// The first host name of several labels with a region in it: in a URL, in a keyword string, as a part that others
    /// are put before or after. Nothing in prose.
    std::optional<InHost> in_host(const std::string& text) const;

private:
    std::vector<std::string> names_;

    std::string region_of(const std::string& host) const;
};

}  // namespace stateless::lint
