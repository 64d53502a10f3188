package dev.factory.cost.guard;

import dev.factory.core.IdSource;
import dev.factory.cost.Budgets;
import dev.factory.cost.bound.CostBound;
import dev.factory.cost.cache.ReplyCache;
import dev.factory.cost.cache.SemanticCache;
import dev.factory.cost.price.PriceBook;
import dev.factory.cost.provider.Gateway;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What a guard is made of. */
record GuardParts(
    Budgets budgets,
    CostBound bound,
    PriceBook prices,
    Gateway gateway,
    IdSource ids,
    InstantSource time,
    CallLimits limits,
    @Nullable ReplyCache cache,
    @Nullable SemanticCache semantic,
    GuardListener listener) {}
