# Our own code compiles without a warning; third-party headers come in as SYSTEM.
add_library(stateless_warnings INTERFACE)
target_compile_options(stateless_warnings INTERFACE -Wall -Wextra -Wshadow -Werror)
