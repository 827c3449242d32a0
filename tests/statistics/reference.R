# Reference values for rmdata.statistics: Rscript reference.R > reference.json
# Needs R with the package coin (Debian: r-base-core, r-cran-coin). The invented samples are drawn
# here, so that the numbers and the calls that made them stand side by side.

suppressPackageStartupMessages(library(coin))
set.seed(1945)

number <- function(x) {
  text <- ifelse(is.na(x), "null", sprintf("%.17g", x))
  if (length(x) == 1 && !inherits(x, "AsIs")) text else paste0("[", paste(text, collapse = ","), "]")
}
case <- function(...) {
  fields <- list(...)
  paste0("{", paste0("\"", names(fields), "\":", sapply(fields, number), collapse = ","), "}")
}
section <- function(name, cases) {
  paste0("\"", name, "\":[\n", paste(cases, collapse = ",\n"), "\n]")
}
many <- function(times, make) {
  made <- character(0)
  while (length(made) < times) made <- c(made, make(length(made) + 1))
  made
}
pick <- function(from, size, ...) from[sample.int(length(from), size, replace = TRUE, ...)]
total <- function(n) rowSums(matrix(pick(1:5, 7 * n), n))

signed_rank <- function(i) {
  n <- 3 + (i %% 28)
  if (i %% 2) {
    pre <- pick(1:5, n)
    post <- pmin(5, pmax(1, pre + pick(-2:3, n)))
  } else {
    pre <- total(n)
    post <- pmin(35, pmax(7, pre + pick(-4:8, n)))
  }
  if (all(pre == post)) return(NULL)
  test <- function(kind) {
    as.numeric(pvalue(wilcoxsign_test(post ~ pre, distribution = kind, zero.method = "Wilcoxon")))
  }
  walsh <- outer(post - pre, post - pre, "+") / 2
  case(pre = I(pre), post = I(post), exact = test("exact"), asymptotic = test("asymptotic"),
       hodges_lehmann = median(walsh[lower.tri(walsh, diag = TRUE)]),
       sign = binom.test(sum(post > pre), sum(post != pre))$p.value)
}

proportion <- function(i) {
  n <- c(1:12, 17, 30, 100, 1234, 50000)[1 + i %% 17]
  k <- if (i <= 34) c(0, n)[1 + (i > 17)] else sample(0:n, 1)
  limits <- binom.test(k, n)$conf.int
  case(count = k, n = n, low = limits[1], high = limits[2],
       upper = binom.test(k, n, alternative = "less")$conf.int[2])
}

adjusted <- function(i) {
  p <- round(runif(1 + i %% 9)^3, sample(1:6, 1))
  case(p = I(p), holm = I(p.adjust(p, "holm")))
}

quantiles <- function(i) {
  x <- if (i %% 2) pick(1:5, 1 + i) else total(1 + i)
  case(x = I(x), type7 = I(unname(quantile(x, c(0, 0.1, 0.25, 0.5, 0.75, 0.9, 1), type = 7))))
}

mcnemar <- function(i) {
  cells <- sample(0:c(3, 9, 40)[1 + i %% 3], 4, replace = TRUE)
  if (cells[2] + cells[3] == 0) return(NULL)
  case(cells = I(cells), p = binom.test(cells[2], cells[2] + cells[3])$p.value)
}

rank_test <- function(i) {
  x <- if (i %% 2) pick(1:5, 2 + i %% 11) else total(2 + i %% 11)
  y <- if (i %% 2) pick(2:5, 1 + i %% 19) else total(1 + i %% 19)
  if (length(unique(c(x, y))) == 1) return(NULL)
  data <- data.frame(score = c(x, y), group = factor(rep(1:2, c(length(x), length(y)))))
  test <- wilcox_test(score ~ group, data, distribution = "exact")
  case(first = I(x), second = I(y), p = as.numeric(pvalue(test)))
}

category_test <- function(i) {
  width <- 2 + i %% 4
  cells <- matrix(pick(0:c(4, 9)[1 + i %% 2], 2 * width), 2)
  if (any(rowSums(cells) == 0) || sum(colSums(cells) > 0) < 2) return(NULL)
  case(first = I(cells[1, ]), second = I(cells[2, ]), p = fisher.test(cells)$p.value)
}

categories <- function(i) {
  cells <- matrix(1 + pick(0:20, 2 * (2 + i %% 4)), 2)
  shares <- cells / rowSums(cells)
  covariance <- function(p) diag(p, length(p)) - p %o% p
  last <- ncol(cells)
  apart <- (shares[1, ] - shares[2, ])[-last]
  spread <- (covariance(shares[1, -last]) + covariance(shares[2, -last])) / 2
  case(first = I(cells[1, ]), second = I(cells[2, ]),
       distance = sqrt(drop(apart %*% solve(spread, apart))))
}

means <- function(i) {
  x <- total(2 + i %% 9)
  y <- total(2 + i %% 13)
  if (var(x) + var(y) == 0) return(NULL)
  case(first = I(x), second = I(y), difference = (mean(x) - mean(y)) / sqrt((var(x) + var(y)) / 2))
}

# Ties have no exact p in R: all orders are counted where n is small and nobody is tied.
kendall_exact <- function(i) {
  n <- 3 + i %% 6
  x <- sample(60, n)
  y <- sample(-9:28, n)
  test <- cor.test(x, y, method = "kendall", exact = TRUE)
  case(x = I(x), y = I(y), tau_b = unname(test$estimate), p = test$p.value)
}

kendall_ties <- function(i) {
  n <- 201 + 10 * i
  x <- pick(0:8, n)
  y <- round(x * (i %% 3) / 3 + rnorm(n, sd = 4))
  test <- cor.test(x, y, method = "kendall", exact = FALSE)
  case(x = I(x), y = I(y), tau_b = unname(test$estimate), p = test$p.value)
}

alpha <- function(i) {
  n <- 30 + i
  k <- 2 + i %% 6
  items <- pmin(pmax(round(3 + rnorm(n) + matrix(rnorm(n * k), n)), 1), 5)
  alpha <- k / (k - 1) * (1 - sum(apply(items, 2, var)) / var(rowSums(items)))
  limits <- 1 - (1 - alpha) * qf(c(0.975, 0.025), n - 1, (n - 1) * (k - 1))
  case(items = I(t(items)), k = k, alpha = alpha, low = limits[1], high = limits[2])
}

# The score interval of (up - down) / n from the likelihood itself: for each change the likeliest
# share that fell is where the likelihood stops rising, found numerically.
score <- function(change, up, same, down) {
  per <- function(people, share) if (people == 0) 0 else people / share
  slope <- function(q) per(up, q + change) + per(down, q) - 2 * per(same, 1 - 2 * q - change)
  from <- max(0, -change)
  width <- (1 - change) / 2 - from
  ends <- from + width * c(1e-14, 1 - 1e-14)
  q <- if (up + down == 0 || slope(ends[1]) <= 0) from
    else if (slope(ends[2]) >= 0) from + width
    else uniroot(slope, ends, tol = 1e-16, maxiter = 10000)$root
  n <- up + same + down
  (up - down - n * change) / sqrt(n * (2 * q + change - change^2))
}

net_change <- function(i) {
  n <- c(1:9, 14, 31, 120, 900)[1 + i %% 13]
  people <- drop(rmultinom(1, n, list(c(5, 3, 2), c(1, 2, 7), c(9, 1, 0), c(0, 1, 1))[[1 + i %% 4]]))
  change <- (people[1] - people[3]) / n
  limit <- function(end) {
    if (change == end) return(end)
    apart <- function(x) score(x, people[1], people[2], people[3]) + sign(end) * qnorm(0.975)
    uniroot(apart, sort(change + (end - change) * c(1e-6, 1 - 1e-9)), tol = 1e-15, maxiter = 10000)$root
  }
  case(people = I(people), low = limit(-1), high = limit(1))
}

shares_apart <- function(i) {
  n <- c(1:12, 40, 700)[1 + c(i, 3 * i) %% 14]
  x <- if (i <= 28) n * c(i %% 2, i > 14) else c(sample(0:n[1], 1), sample(0:n[2], 1))
  wilson <- sapply(1:2, function(j) {
    suppressWarnings(prop.test(x[j], n[j], correct = FALSE))$conf.int
  })
  p <- x / n
  case(x = I(x), n = I(n),
       low = p[1] - p[2] - sqrt((p[1] - wilson[1, 1])^2 + (wilson[2, 2] - p[2])^2),
       high = p[1] - p[2] + sqrt((wilson[2, 1] - p[1])^2 + (p[2] - wilson[1, 2])^2))
}

around <- function(d, variance) d + qnorm(c(0.025, 0.975)) * sqrt(variance)

means_apart <- function(i) {
  x <- total(2 + i %% 9)
  y <- pick(1:5, 2 + i %% 13)
  s <- c(var(x), var(y))
  if (sum(s) == 0) return(NULL)
  free <- c(length(x), length(y)) - 1
  d <- (mean(x) - mean(y)) / sqrt(mean(s))
  limits <- around(d, d^2 * sum(s^2 / free) / (8 * mean(s)^2) + sum(s / free) / mean(s))
  case(first = I(x), second = I(y), low = limits[1], high = limits[2])
}

standardised_shares <- function(i) {
  n <- c(2 + i, 50 - i)
  x <- c(sample(0:n[1], 1), sample(0:n[2], 1))
  p <- x / n
  spread <- mean(p * (1 - p))
  if (spread == 0) return(NULL)
  d <- (p[1] - p[2]) / sqrt(spread)
  limits <- around(d, sum(n) / prod(n) + d^2 / (2 * sum(n)))
  case(x = I(x), n = I(n), low = limits[1], high = limits[2])
}

# T^2 = N D^2 of Mahalanobis' D with the unbiased spread; (n-k)/((n-2)(k-1)) T^2 is noncentral F.
categories_apart <- function(i) {
  cells <- matrix(1 + pick(0:c(4, 20)[1 + i %% 2], 2 * (2 + i %% 4)), 2)
  n <- rowSums(cells)
  k <- ncol(cells)
  p <- cells / n
  spread <- Reduce("+", lapply(1:2, function(j) diag(p[j, -k], k - 1) - p[j, -k] %o% p[j, -k])) / 2
  apart <- (p[1, ] - p[2, ])[-k]
  unbiased <- drop(apart %*% solve(spread, apart)) * (sum(n) - 2) / sum(n)
  seen <- (sum(n) - k) / ((sum(n) - 2) * (k - 1)) * prod(n) / sum(n) * unbiased
  limit <- function(at, tail) {
    apart <- function(D) pf(at, k - 1, sum(n) - k, prod(n) / sum(n) * D^2) - tail
    if (apart(0) <= 0) 0 else uniroot(apart, c(0, 20), tol = 1e-14)$root
  }
  case(first = I(cells[1, ]), second = I(cells[2, ]), low = limit(seen, 0.975),
       high = limit(max(seen, qf(0.5, k - 1, sum(n) - k)), 0.025))
}

run_limits <- function(i) {
  n <- 11 + i
  case(n = n, longest_run = round(log2(n) + 3), crossings = qbinom(0.05, n - 1, 0.5))
}

cat("{\n", paste(c(
  section("signed_rank", many(340, signed_rank)),
  section("proportion", many(85, proportion)),
  section("holm", many(45, adjusted)),
  section("quantiles", many(40, quantiles)),
  section("mcnemar", many(45, mcnemar)),
  section("rank_test", many(80, rank_test)),
  section("category_test", many(60, category_test)),
  section("categories", many(30, categories)),
  section("means", many(40, means)),
  section("kendall_exact", many(30, kendall_exact)),
  section("kendall_ties", many(6, kendall_ties)),
  section("alpha", many(12, alpha)),
  section("net_change", many(104, net_change)),
  section("shares_apart", many(80, shares_apart)),
  section("means_apart", many(30, means_apart)),
  section("standardised_shares", many(30, standardised_shares)),
  section("categories_apart", many(30, categories_apart)),
  section("run_limits", many(109, run_limits))
), collapse = ",\n"), "\n}\n", sep = "")
