// Git as a source of facts about a tree that may be a stranger's. Its configuration and attributes can name programs to
// run (a pager, hooks, filters, diff drivers, a file watcher, transports); none of them is run.
#pragma once

#include <string>
#include <vector>

namespace stateless::lint {

class Git {
public:
    /// For the work tree around `folder`. Throws Misuse if there is no git, or the tree's configuration is not usable.
    explicit Git(std::string folder);

    /// What git prints; throws Misuse with its complaint if it fails. The words are never seen by a shell.
    std::string run(const std::vector<std::string>& words) const;

private:
    struct Answer {
        int status = -1;
        std::string out;
        std::string err;
    };
    Answer ask(const std::vector<std::string>& words) const;

    std::string program_;
    std::string folder_;
    std::vector<std::string> overrides_;
};

}  // namespace stateless::lint
