// Atomic operations of the compiler: __sync_add_and_fetch(&x, 1), __atomic_store_n(&x, 1, order).
#include "extract/builtins.h"

namespace stateless::lint {

using namespace clang;

namespace {

std::string operation_in(llvm::StringRef name) {
    if (name.contains("compare") || name.contains("exchange") || name.contains("lock_test_and_set")) return "exchange";
    if (name.contains("add")) return "fetch_add";
    if (name.contains("sub")) return "fetch_sub";
    if (name.contains("store") || name.contains("lock_release") || name.contains("clear")) return "store";
    if (name.contains("load")) return "load";
    return "fetch_or";  // and, xor, nand, min and max: changed by what it was
}

const Expr* object_behind(const Expr* pointer) {
    auto* address = dyn_cast_or_null<UnaryOperator>(strip(pointer));
    return address && address->getOpcode() == UO_AddrOf ? address->getSubExpr() : nullptr;
}

/// __sync_fetch_and_add(&x, 0), as code from before std::atomic reads.
bool adds_nothing(const Expr* expression) {
    const Expr* operand = nullptr;
    if (auto* atomic = dyn_cast<AtomicExpr>(expression)) operand = atomic->getVal1();
    else if (auto* call = dyn_cast<CallExpr>(expression); call && call->getNumArgs() > 1) operand = call->getArg(1);
    auto* number = dyn_cast_or_null<IntegerLiteral>(operand ? strip(operand) : nullptr);
    return number && number->getValue() == 0;
}

}  // namespace

std::optional<AtomicOperation> atomic_operation(const Expr* expression) {
    AtomicOperation found;
    if (auto* atomic = dyn_cast<AtomicExpr>(expression)) {
        found.name = operation_in(atomic->getOpAsString());
        found.object = object_behind(atomic->getPtr());
        if (found.name == "store") found.value = atomic->getVal1();
    } else if (auto* call = dyn_cast<CallExpr>(expression)) {
        const FunctionDecl* callee = call->getDirectCallee();
        if (!callee || !callee->getIdentifier() || !callee->getName().starts_with("__sync_") || call->getNumArgs() == 0)
            return {};
        found.name = operation_in(callee->getName());
        found.object = object_behind(call->getArg(0));
    }
    if (!found.object) return {};
    if (found.name.starts_with("fetch") && adds_nothing(expression)) found.name = "load";
    return found;
}

}  // namespace stateless::lint
